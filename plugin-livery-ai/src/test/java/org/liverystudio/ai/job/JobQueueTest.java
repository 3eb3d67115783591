package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.fixture.Requests;
import org.liverystudio.ai.fixture.ScriptedEngine;
import org.liverystudio.ai.fixture.TestDocument;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

@Timeout(20)
class JobQueueTest {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final TestDocument document = new TestDocument("car", TestSnapshot.template());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeQueues() throws Exception {
        for (AutoCloseable queue : opened) {
            queue.close();
        }
    }

    @Test
    void aPictureBecomesALayerBelowTheSponsorsCutToTheIslands() throws InterruptedException {
        JobState.Ended end = submit(queue(new ScriptedEngine()), generation()).await();

        GenerationResult result = finished(end);
        Layer layer = document.snapshot().layer(result.layers().get(0)).orElseThrow();
        Layer group = document.snapshot().layers().get(0);
        assertThat(group.children().stream().map(Layer::name))
                .containsExactly(
                        "Base paint", "Stripe", "red stripes (seed 7)", "Sponsors", "Car_decal");
        Raster pixels = layer.pixels(new Rect(0, 0, 64, 64));
        byte[] rgba = pixels.toRgba();
        for (int i = 0; i < 64 * 64; i++) {
            int alpha = rgba[i * 4 + 3] & 0xff;
            assertThat(alpha).isEqualTo(TestSnapshot.isIsland(i % 64, i / 64) ? 255 : 0);
        }
        assertThat(result.seeds()).containsExactly(7L);
        assertThat(document.edits()).hasSize(1);
        assertThat(document.edits().get(0).label()).isEqualTo("Generate livery");
    }

    @Test
    void theLayerKeepsTheRecipeThatMakesItAgain() throws InterruptedException {
        JobQueue queue = queue(new ScriptedEngine());
        GenerationRequest two = Requests.with("stripes", 4, 5, 40, 2, Optional.empty());
        GenerationResult first = finished(submit(queue, generation(two)).await());
        Layer second = document.snapshot().layer(first.layers().get(1)).orElseThrow();

        GenerationRequest recipe =
                RequestJson.read(second.properties().get(RequestJson.LAYER_PROPERTY));
        GenerationResult again = finished(submit(queue, generation(recipe)).await());

        assertThat(recipe.sampling().seed()).isEqualTo(41);
        Layer copy = document.snapshot().layer(again.layers().get(0)).orElseThrow();
        assertThat(copy.pixels(copy.bounds()).toRgba())
                .isEqualTo(second.pixels(second.bounds()).toRgba());
    }

    @Test
    void severalPicturesAreOneEditWithTheLastOnTop() throws InterruptedException {
        GenerationRequest three = Requests.with("stripes", 4, 5, 40, 3, Optional.empty());

        finished(submit(queue(new ScriptedEngine()), generation(three)).await());

        assertThat(document.edits()).hasSize(1);
        assertThat(document.edits().get(0).changes()).hasSize(3);
        assertThat(document.snapshot().layers().get(0).children().stream().map(Layer::name))
                .containsSubsequence(
                        "stripes (seed 40)", "stripes (seed 41)", "stripes (seed 42)", "Sponsors");
    }

    private static Job submit(JobQueue queue, Generation generation) {
        return queue.submit(generation, () -> false, _ -> {});
    }

    @Test
    void theJobGoesThroughItsStatesInOrder() throws InterruptedException {
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());
        Job job = queue(new ScriptedEngine()).submit(generation(), () -> false, states::add);

        job.await();

        List<String> words = states.stream().map(s -> s.getClass().getSimpleName()).toList();
        assertThat(words.stream().distinct())
                .containsSubsequence(
                        "Loading", "ReadingPrompt", "Denoising", "Decoding", "Placing", "Finished");
        assertThat(states.stream().mapToDouble(ProgressText::fraction).filter(f -> f >= 0))
                .isSorted();
    }

    @Test
    void aWatchedJobShowsThePictureOfTheLastStep() throws InterruptedException {
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());

        queue(new ScriptedEngine()).submit(generation(), () -> false, states::add).await();

        JobState.Denoising last =
                states.stream()
                        .filter(JobState.Denoising.class::isInstance)
                        .map(JobState.Denoising.class::cast)
                        .reduce((_, next) -> next)
                        .orElseThrow();
        assertThat(last.stepsDone()).isEqualTo(4);
        assertThat(last.preview().orElseThrow().rgb()).containsExactly(4, 0, 0);
    }

    @Test
    void cancellingAtAStepEndsTheJobAndLeavesTheDocument() throws InterruptedException {
        AtomicReference<Job> job = new AtomicReference<>();
        CountDownLatch submitted = new CountDownLatch(1);
        ScriptedEngine engine =
                new ScriptedEngine(
                        progress -> {
                            awaitUnchecked(submitted);
                            if (progress.equals(new EngineProgress(Phase.DENOISING, 2, 4))) {
                                job.get().cancel();
                            }
                        });
        job.set(submit(queue(engine), generation()));
        submitted.countDown();

        assertThat(job.get().await()).isEqualTo(new JobState.Cancelled());
        assertThat(document.edits()).isEmpty();
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnceAndTheNextMovesUp() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JobQueue queue =
                queue(
                        new ScriptedEngine(
                                progress -> {
                                    atWork.countDown();
                                    awaitUnchecked(goOn);
                                }));
        Job first = submit(queue, generation());
        atWork.await();
        Job second = submit(queue, generation());
        Job third = submit(queue, generation());
        assertThat(third.state()).isEqualTo(new JobState.Queued(2));

        second.cancel();

        assertThat(second.await()).isEqualTo(new JobState.Cancelled());
        goOn.countDown();
        finished(first.await());
        finished(third.await());
        assertThat(document.edits()).hasSize(2);
    }

    @Test
    void aJobThatNobodyWaitsForStops() throws InterruptedException {
        Job job = queue(new ScriptedEngine()).submit(generation(), () -> true, _ -> {});

        assertThat(job.await()).isEqualTo(new JobState.Cancelled());
    }

    @Test
    void aFailureOfTheEngineIsToldAndTheNextJobWorks() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        LiveryException died = new LiveryException("The engine died.", "Try again.");
        JobQueue queue =
                queue(
                        new ScriptedEngine(
                                progress -> {
                                    if (progress.phase() == Phase.LOADING
                                            && runs.incrementAndGet() == 1) {
                                        throw died;
                                    }
                                }));

        assertThat(submit(queue, generation()).await()).isEqualTo(new JobState.Failed(died));
        finished(submit(queue, generation()).await());
    }

    @Test
    void whatNobodyForesawIsToldInWordsToo() throws InterruptedException {
        JobQueue queue =
                queue(
                        new ScriptedEngine(
                                progress -> {
                                    throw new IllegalStateException("odd");
                                }));

        JobState.Ended end = submit(queue, generation()).await();

        assertThat(((JobState.Failed) end).reason().oneLine())
                .isEqualTo(
                        "Generating failed unexpectedly (java.lang.IllegalStateException: odd). The"
                                + " document is unharmed; the log has the details.");
    }

    @Test
    void layersThatThePainterMovedMeanwhileDoNotMatter() throws InterruptedException {
        TestSnapshot plain =
                TestSnapshot.of(64, 64, document.snapshot().layers().get(1).children().get(0));
        ScriptedEngine engine =
                new ScriptedEngine(
                        progress -> {
                            if (progress.phase() == Phase.DECODING) {
                                document.replace(plain);
                            }
                        });

        finished(submit(queue(engine), generation()).await());

        DocumentEdit.AddLayer added =
                (DocumentEdit.AddLayer) document.edits().get(0).changes().get(0);
        assertThat(added.place()).isInstanceOf(LayerPlace.Below.class);
    }

    @Test
    void theEngineIsKeptBetweenJobsAndClosedWithTheQueue() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        ScriptedEngine engine = new ScriptedEngine();
        JobQueue queue =
                new JobQueue(
                        () -> {
                            made.incrementAndGet();
                            return engine;
                        },
                        FOREVER);

        submit(queue, generation()).await();
        submit(queue, generation()).await();
        assertThat(engine.timesClosed()).isZero();
        queue.close();

        assertThat(made).hasValue(1);
        assertThat(engine.timesClosed()).isPositive();
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> submit(queue, generation()))
                .withMessage("AI Livery has been stopped.");
    }

    @Test
    void anIdleEngineIsClosedAndTheNextJobStartsOneAgain() throws InterruptedException {
        Semaphore closed = new Semaphore(0);
        AtomicInteger made = new AtomicInteger();
        JobQueue queue =
                new JobQueue(
                        () -> {
                            made.incrementAndGet();
                            return closing(new ScriptedEngine(), closed);
                        },
                        Duration.ZERO);
        opened.add(queue);

        finished(submit(queue, generation()).await());
        closed.acquire();
        finished(submit(queue, generation()).await());
        closed.acquire();

        assertThat(made).hasValue(2);
    }

    @Test
    void aShorterTimeHoldsForAnEngineThatIsIdleAlready() throws InterruptedException {
        Semaphore closed = new Semaphore(0);
        JobQueue queue = queue(closing(new ScriptedEngine(), closed));
        finished(submit(queue, generation()).await());

        queue.keepEngine(Duration.ofMillis(1));

        assertThat(closed.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
    }

    private static DiffusionEngine closing(ScriptedEngine engine, Semaphore closed) {
        return new DiffusionEngine() {
            @Override
            public DiffusionResult run(DiffusionRequest request, EngineListener listener) {
                return engine.run(request, listener);
            }

            @Override
            public void close() {
                closed.release();
            }
        };
    }

    private JobQueue queue(DiffusionEngine engine) {
        JobQueue queue = new JobQueue(() -> engine, FOREVER);
        opened.add(queue);
        return queue;
    }

    private Generation generation() {
        return generation(Requests.sound());
    }

    private Generation generation(GenerationRequest request) {
        return new Generation(
                document,
                document.snapshot(),
                request,
                Requests.MODEL,
                Map.of(),
                LatentFiles.NONE,
                true);
    }

    private static GenerationResult finished(JobState.Ended end) {
        assertThat(end).isInstanceOf(JobState.Finished.class);
        return ((JobState.Finished) end).result();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
