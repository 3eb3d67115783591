package org.liverystudio.ai.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much memory this process could have. */
final class MachineMemory {
    private static final Logger LOG = LoggerFactory.getLogger(MachineMemory.class);

    /** Left to the system and to other programs. */
    private static final double SPARE = 0.1;

    private final Path proc;
    private final Path cgroup;

    /**
     * @param proc the system's files on processes; {@code /proc} on Linux, absent elsewhere
     * @param cgroup its files on the container that this process is in
     */
    MachineMemory(Path proc, Path cgroup) {
        this.proc = proc;
        this.cgroup = cgroup;
    }

    static MachineMemory ofThisComputer() {
        return new MachineMemory(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /**
     * What this process may grow to without driving the machine to its limits: what is free or held
     * by caches, within the limit of a container, and what the process has already.
     */
    long limit() {
        return limitOfAnotherProcess() + own().orElse(0);
    }

    /** The same for a process that is still to be started. */
    long limitOfAnotherProcess() {
        return (long) ((1 - SPARE) * available());
    }

    private long available() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        // Both know the limits of a container.
        long total = system.getTotalMemorySize();
        long free = system.getFreeMemorySize();
        OptionalLong reclaimable = kilobytes("meminfo", "MemAvailable:");
        if (reclaimable.isPresent()) {
            boolean contained = total < kilobytes("meminfo", "MemTotal:").orElse(total);
            long own = contained ? free + containerCache() : Long.MAX_VALUE;
            return Math.min(own, reclaimable.getAsLong());
        }
        // macOS fills free memory with caches that give way, and does not count them as free.
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return mac ? Math.max(free, total / 2) : free;
    }

    /** File pages of this container, which count as used but give way to whoever needs them. */
    private long containerCache() {
        for (Path file :
                List.of(cgroup.resolve("memory.stat"), cgroup.resolve("memory/memory.stat"))) {
            OptionalLong inactive = field(file, "inactive_file ");
            if (inactive.isPresent()) {
                return inactive.getAsLong() + field(file, "active_file ").orElse(0);
            }
        }
        return 0;
    }

    /** What this process holds now. */
    OptionalLong own() {
        return kilobytes("self/status", "VmRSS:");
    }

    /** The most that this process has held since {@link #forgetPeak}. */
    OptionalLong peak() {
        return kilobytes("self/status", "VmHWM:");
    }

    /** Starts to measure the peak anew, where the system can. */
    void forgetPeak() {
        Path file = proc.resolve("self/clear_refs");
        if (Files.isWritable(file)) {
            try {
                Files.writeString(file, "5");
            } catch (IOException e) {
                // The peak is for information; that of earlier runs counts in, then.
                LOG.debug("The memory peak cannot be reset", e);
            }
        }
    }

    /** Bytes of a line such as {@code VmHWM: 123456 kB}. */
    private OptionalLong kilobytes(String file, String name) {
        OptionalLong number = field(proc.resolve(file), name);
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * 1024) : number;
    }

    /** The number on the line that begins so, in one of the system's files. */
    private static OptionalLong field(Path file, String name) {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    String number = line.substring(name.length()).replace("kB", "").strip();
                    return OptionalLong.of(Long.parseLong(number));
                }
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
        }
        return OptionalLong.empty();
    }
}
