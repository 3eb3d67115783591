package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.fixture.TestSnapshot;

class MachineForecastTest {
    private static final Path MODELS = Path.of("src/main/models").toAbsolutePath();
    private static final NetworkSettings CPU = NetworkSettings.usual().withDevice(DeviceKind.CPU);

    @TempDir private Path folder;
    private final ModelFacts mini =
            TestModels.withoutDownloads(MODELS).find(InstalledModels.MINI, Optional.empty());

    @Test
    void whatAPictureNeedsAndWhatComputesItIsToldBefore() {
        assertThat(words(CPU, Optional.empty()))
                .matches(
                        "Needs about \\d{3} MB of memory\\. The processor computes: it was asked"
                                + " for\\.");
    }

    @Test
    void partsThatComeAndGoAreTold() {
        String least = words(CPU.withMemoryLimit(OptionalLong.of(1)), Optional.empty());
        long megabytes = Long.parseLong(least.replaceAll(".*at least (\\d+) MB.*", "$1"));

        String words =
                words(
                        CPU.withMemoryLimit(OptionalLong.of((megabytes + 2) * 1_000_000)),
                        Optional.empty());

        assertThat(words).contains("parts of the model come and go, so it takes longer.");
    }

    @Test
    void tooSmallALimitIsToldWithWhatWouldDo() {
        assertThat(words(CPU.withMemoryLimit(OptionalLong.of(5_000_000)), Optional.empty()))
                .matches(
                        "This picture needs at least \\d{3} MB of memory; the limit is 5 MB\\."
                                + " Choose a smaller size, or a memory limit of \\d{3} MB or more"
                                + " \\(--memory \\d{3}MB\\)\\.");
    }

    @Test
    void aLibtorchThatIsNoneIsTold() {
        assertThat(words(CPU, Optional.of(folder)))
                .startsWith("There is no libtorch in %s.".formatted(folder));
    }

    private String words(NetworkSettings networks, Optional<Path> libtorch) {
        GenerationRequest request =
                GenerationRequest.builder(
                                "stripes",
                                InstalledModels.MINI,
                                new Sampling(2, 5, SchedulerKind.EULER, 1, 1))
                        .networks(networks)
                        .build();
        return new MachineForecast().words(request, TestSnapshot.template(), mini, libtorch);
    }
}
