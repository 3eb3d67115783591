package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.InitialImage;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Cancels in each phase of a run and measures until the painter is free again, and until the engine
 * is. Runs only when asked by name (docs/benchmarks.md): {@code bench.model} is a model's folder,
 * {@code bench.size} the edge of the picture.
 */
class CancelBenchmark {
    @TempDir private Path logs;

    @Test
    void cancellingInEachPhaseTakesLessThanTwoSeconds() {
        int size = Integer.getInteger("bench.size", 1024);
        RgbImage picture = new RgbImage(size, size, new byte[size * size * 3]);
        DiffusionRequest request =
                DiffusionRequest.builder(
                                Path.of(System.getProperty("bench.model")),
                                EngineFixture.PROMPT,
                                size,
                                size,
                                new Sampling(1, 1, SchedulerKind.EULER, 1, 1))
                        .initialImage(Optional.of(new InitialImage(picture, 1, Optional.empty())))
                        .build();
        try (WorkerEngine engine =
                new WorkerEngine(WorkerFixture.places(TestTorch.NATIVES, logs))) {
            for (Phase phase :
                    new Phase[] {
                        Phase.LOADING,
                        Phase.ENCODING_PROMPT,
                        Phase.ENCODING_PICTURE,
                        Phase.DENOISING,
                        Phase.DECODING
                    }) {
                Canceller canceller = new Canceller(phase);
                assertThatThrownBy(() -> engine.run(request, canceller))
                        .isInstanceOf(CancellationException.class);
                Duration painter = canceller.sinceCancel();
                // The next run starts when the block is over; it is cancelled at its first word.
                Canceller next = new Canceller(Phase.STARTING);
                assertThatThrownBy(() -> engine.run(request, next))
                        .isInstanceOf(CancellationException.class);
                Duration engineFree = canceller.sinceCancel().minus(next.sinceCancel());
                System.out.printf(
                        Locale.ROOT,
                        "%-16s painter free after %5.2f s, engine after %5.2f s%n",
                        phase,
                        painter.toMillis() / 1e3,
                        engineFree.toMillis() / 1e3);
                assertThat(painter).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    /** Cancels some time after a phase began, so that it meets it in the middle of a block. */
    private static final class Canceller implements EngineListener {
        private final Phase phase;
        private final Duration delay;
        private Optional<Long> cancelAt = Optional.empty();

        Canceller(Phase phase) {
            this.phase = phase;
            this.delay = phase == Phase.STARTING ? Duration.ZERO : Duration.ofMillis(500);
        }

        @Override
        public void onProgress(EngineProgress progress) {
            if (progress.phase() == phase && cancelAt.isEmpty()) {
                cancelAt = Optional.of(System.nanoTime() + delay.toNanos());
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelAt.isPresent() && System.nanoTime() >= cancelAt.get();
        }

        Duration sinceCancel() {
            return Duration.ofNanos(System.nanoTime() - cancelAt.orElseThrow());
        }
    }
}
