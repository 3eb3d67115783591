package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuCoresTest {
    @Test
    void twoThreadsOnACoreCountOnceAndSocketsAreToldApart() {
        List<String> lines =
                List.of(
                        "processor\t: 0",
                        "physical id\t: 0",
                        "core id\t\t: 0",
                        "processor\t: 1",
                        "physical id\t: 0",
                        "core id\t\t: 0",
                        "processor\t: 2",
                        "physical id\t: 1",
                        "core id\t\t: 0");

        assertThat(CpuCores.count(lines)).isEqualTo(2);
    }

    @Test
    void aSystemThatDoesNotTellUsesWhatJavaSees() {
        assertThat(CpuCores.count(List.of("processor\t: 0", "BogoMIPS\t: 48.00"))).isZero();
        assertThat(CpuCores.physical()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }
}
