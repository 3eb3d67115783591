package org.liverystudio.ai.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts physical cores: a second thread on a core only gets in the way of matrix products. */
final class CpuCores {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private CpuCores() {}

    /** Physical cores that this process may use; logical ones where the system does not tell. */
    static int physical() {
        int logical = Runtime.getRuntime().availableProcessors();
        if (!Files.isReadable(CPUINFO)) {
            return logical;
        }
        try {
            int cores = count(Files.readAllLines(CPUINFO));
            return cores == 0 ? logical : Math.min(cores, logical);
        } catch (IOException e) {
            // Only speed depends on it.
            return logical;
        }
    }

    /** Distinct pairs of socket and core in the text of /proc/cpuinfo; 0 if it has none (ARM). */
    static int count(List<String> lines) {
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : lines) {
            if (line.startsWith("physical id")) {
                socket = line;
            } else if (line.startsWith("core id")) {
                cores.add(socket + line);
            }
        }
        return cores.size();
    }
}
