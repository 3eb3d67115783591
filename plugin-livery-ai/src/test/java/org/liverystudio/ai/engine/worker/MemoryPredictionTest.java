package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.diffusion.LargerUnet;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/** What a worker process holds is what was foretold, and no more than the limit. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the peak of a process")
class MemoryPredictionTest {
    private static final long MB = 1_000_000;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {128, 512})
    void thePredictionHoldsForTheBuiltInModel(int size) {
        DiffusionResult result = run(request(Golden.MINI, size, OptionalLong.empty()));

        assertPredicted(result);
    }

    @Test
    void aModelThatDoesNotFitRunsWithinTheLimitAndPaintsTheSame() throws IOException {
        // 64 million weights: 256 MB.
        Path model = LargerUnet.write(Golden.path("tiny-linear"), folder.resolve("larger"));

        DiffusionResult whole = run(request(model, 192, OptionalLong.empty()));
        assertPredicted(whole);
        long limit = whole.memory().predictedPeakBytes() - 120 * MB;
        DiffusionResult streamed = run(request(model, 192, OptionalLong.of(limit)));

        assertPredicted(streamed);
        assertThat(streamed.memory().peakBytes())
                .isLessThan(whole.memory().peakBytes() - 60 * MB)
                .isLessThan(limit * 11 / 10);
        assertThat(streamed.images().getFirst().rgb()).isEqualTo(whole.images().getFirst().rgb());
    }

    @Test
    void aLimitBelowTheLeastIsToldBeforeAnythingIsLoaded() {
        assertThatThrownBy(() -> run(request(Golden.MINI, 512, OptionalLong.of(200 * MB))))
                .isInstanceOf(LiveryException.class)
                .hasMessageMatching(
                        "This picture needs at least \\d{3} MB of memory; the limit is 200 MB\\.")
                .extracting(e -> ((LiveryException) e).advice())
                .asString()
                .matches(
                        "Choose a smaller size, or a memory limit of \\d{3} MB or more \\(--memory"
                                + " \\d{3}MB\\)\\.");
    }

    private static void assertPredicted(DiffusionResult result) {
        assertThat(result.memory().predictedPeakBytes())
                .isCloseTo(result.memory().peakBytes(), Percentage.withPercentage(25));
    }

    private static DiffusionRequest request(Path model, int size, OptionalLong limit) {
        Sampling sampling = new Sampling(2, 5, SchedulerKind.EULER, 1, 1);
        return DiffusionRequest.builder(model, EngineFixture.PROMPT, size, size, sampling)
                .networks(NetworkSettings.usual().withMemoryLimit(limit))
                .build();
    }

    private DiffusionResult run(DiffusionRequest request) {
        EnginePlaces places =
                EnginePlaces.ofThisClassPath(TestTorch.NATIVES, folder.resolve("logs"));
        try (WorkerEngine engine = new WorkerEngine(places)) {
            return engine.run(request, new EngineFixture.Recorder());
        }
    }
}
