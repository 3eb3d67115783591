package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.InProcessEngine;
import org.liverystudio.ai.engine.Previews;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

class WorkerEngineTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir private Path logs;
    private WorkerEngine engine;

    @BeforeEach
    void open() {
        engine = engine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theWorkerMakesThePictureThatThisProcessMakes() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        DiffusionResult there = engine.run(EngineFixture.request(3, 1), recorder);
        DiffusionResult here;
        try (InProcessEngine inProcess = new InProcessEngine(TestTorch.NATIVES)) {
            here = inProcess.run(EngineFixture.request(3, 1), new EngineFixture.Recorder());
        }

        assertThat(there.images().getFirst().rgb()).isEqualTo(here.images().getFirst().rgb());
        assertThat(there.seeds()).containsExactly(3L);
        assertThat(there.phaseTimes()).containsOnlyKeys(EngineFixture.PHASES);
        assertThat(recorder.heard).contains(new EngineProgress(Phase.DENOISING, 2, 3));
    }

    @Test
    void previewsCrossTheProcessesToo() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        DiffusionRequest request = EngineFixture.request(3, 1);

        engine.run(request.toBuilder().previews(Previews.by(Optional.empty())).build(), recorder);

        assertThat(recorder.previews).isNotEmpty();
        assertThat(recorder.previews.getFirst().width()).isEqualTo(request.width() / 8);
    }

    @Test
    void aKilledWorkerIsToldAndTheNextRunStartsANewOne() {
        EngineListener killer = at(Phase.DENOISING, this::killWorker);

        assertThatThrownBy(() -> engine.run(longRun(), killer))
                .isInstanceOf(WorkerEndedException.class)
                .hasMessageStartingWith("The image engine ended unexpectedly: ")
                .extracting(e -> ((LiveryException) e).advice())
                .asString()
                .startsWith("Only this picture is lost; generate again")
                .contains(logs.resolve("engine-worker.log").toString());

        assertThat(engine.workerPid()).isEmpty();
        assertThat(engine.run(EngineFixture.request(1, 1), new EngineFixture.Recorder()).images())
                .hasSize(1);
    }

    @Test
    void cancellingEndsTheRunAndKeepsTheWorker() {
        EngineFixture.Recorder recorder =
                new EngineFixture.Recorder(new EngineProgress(Phase.DENOISING, 1, 900));

        assertThatThrownBy(() -> engine.run(longRun(), recorder))
                .isInstanceOf(CancellationException.class);

        Optional<Long> pid = engine.workerPid();
        engine.run(EngineFixture.request(1, 1), new EngineFixture.Recorder());
        assertThat(engine.workerPid()).isPresent().isEqualTo(pid);
    }

    @Test
    void closingEndsTheRunAndLeavesNoProcessBehind() throws Exception {
        ProcessHandle[] process = new ProcessHandle[1];
        EngineListener closer =
                at(
                        Phase.DENOISING,
                        () -> {
                            process[0] = worker();
                            engine.close();
                        });

        assertThatThrownBy(() -> engine.run(longRun(), closer))
                .isInstanceOf(CancellationException.class);

        process[0].onExit().get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> engine.run(longRun(), new EngineFixture.Recorder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The engine is closed");
    }

    @Test
    void aFailureOverThereKeepsItsWords() {
        Path missing = logs.resolve("no-model");

        assertThatThrownBy(
                        () ->
                                engine.run(
                                        EngineFixture.request(missing),
                                        new EngineFixture.Recorder()))
                .isInstanceOf(LiveryException.class)
                .hasMessage("The model folder %s does not exist.".formatted(missing))
                .extracting(e -> ((LiveryException) e).advice())
                .asString()
                .startsWith("Check the path");
    }

    @Test
    void aWorkerDiesWithTheProgramThatStartedIt() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OrphanParent.class.getName(),
                                TestTorch.NATIVES.toString(),
                                logs.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle worker =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

            parent.destroyForcibly();

            worker.onExit().get(20, TimeUnit.SECONDS);
            assertThat(TestTorch.NATIVES.resolve("exchange")).isEmptyDirectory();
        }
    }

    /** Starts a long run and prints the worker's process id; killed by the test. */
    static final class OrphanParent {
        private OrphanParent() {}

        public static void main(String[] arguments) {
            Path logs = Path.of(arguments[1]);
            WorkerEngine engine =
                    new WorkerEngine(WorkerFixture.places(Path.of(arguments[0]), logs));
            engine.run(
                    longRun(),
                    at(
                            Phase.DENOISING,
                            () -> System.out.println(engine.workerPid().orElseThrow())));
        }
    }

    private WorkerEngine engine() {
        return new WorkerEngine(
                WorkerCommand.shipped(WorkerFixture.places(TestTorch.NATIVES, logs)),
                new Patience(LONG, LONG, Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    private static DiffusionRequest longRun() {
        return EngineFixture.request(
                Golden.MINI, 1, 1, 256, 900, List.of(), Optional.empty(), Optional.empty());
    }

    /** Does something once, when the first unit of a phase is done. */
    private static EngineListener at(Phase phase, Runnable action) {
        return new EngineListener() {
            private boolean done;

            @Override
            public void onProgress(EngineProgress progress) {
                if (!done && progress.phase() == phase && progress.done() == 1) {
                    done = true;
                    action.run();
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    private ProcessHandle worker() {
        return ProcessHandle.of(engine.workerPid().orElseThrow()).orElseThrow();
    }

    private void killWorker() {
        worker().destroyForcibly();
    }
}
