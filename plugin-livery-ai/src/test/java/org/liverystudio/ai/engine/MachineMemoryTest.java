package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {
    @TempDir private Path folder;

    @Test
    void cachesThatGiveWayCountAsFreeAndATenthIsSpared() throws IOException {
        MachineMemory machine =
                machine(
                        """
                        MemTotal:       1024 kB
                        MemFree:          10 kB
                        MemAvailable:    1000 kB
                        """,
                        "VmHWM:\t  900 kB\nVmRSS:\t  500 kB\n");

        assertThat(machine.limitOfAnotherProcess()).isEqualTo(900 * 1024);
        assertThat(machine.limit()).isEqualTo(1400 * 1024);
        assertThat(machine.peak()).hasValue(900 * 1024);
    }

    @Test
    void aSystemWithoutSuchFilesGivesWhatJavaSees() {
        MachineMemory machine = new MachineMemory(folder.resolve("none"), folder.resolve("none"));

        assertThat(machine.own()).isEmpty();
        assertThat(machine.peak()).isEmpty();
        assertThat(machine.limit()).isPositive();
        machine.forgetPeak();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thePeakOfThisProcessIsMoreThanItsHeapAndStartsAnew() {
        MachineMemory machine = MachineMemory.ofThisComputer();
        Runtime runtime = Runtime.getRuntime();
        assertThat(machine.peak().orElseThrow())
                .isGreaterThan(runtime.totalMemory() - runtime.freeMemory());

        byte[][] much = new byte[64][];
        for (int i = 0; i < much.length; i++) {
            much[i] = new byte[1 << 20];
            much[i][i] = 1;
        }
        machine.forgetPeak();

        assertThat(much[63][63]).isEqualTo((byte) 1);
        assertThat(machine.peak().orElseThrow())
                .isBetween(machine.own().orElseThrow() / 2, machine.own().orElseThrow() * 2);
    }

    private MachineMemory machine(String meminfo, String status) throws IOException {
        Files.createDirectories(folder.resolve("self"));
        Files.writeString(folder.resolve("meminfo"), meminfo);
        Files.writeString(folder.resolve("self/status"), status);
        return new MachineMemory(folder, folder.resolve("none"));
    }
}
