package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.JobMix;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/** Whatever happens to a worker costs one run, is told, and leaves nothing behind. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the faults are signals")
class WorkerFaultsTest {
    private static final Patience LONG = patience(Duration.ofMinutes(2));

    /** With a control picture and one to start from: it goes through all phases. */
    private static final DiffusionRequest REQUEST = JobMix.request(6);

    @TempDir private Path logs;

    /** Keeps the process id of the worker that it hears of. */
    private static final class PidRecorder implements EngineListener {
        private final WorkerEngine engine;
        private ProcessHandle worker = ProcessHandle.current();

        PidRecorder(WorkerEngine engine) {
            this.engine = engine;
        }

        @Override
        public void onProgress(EngineProgress progress) {
            engine.workerPid().flatMap(ProcessHandle::of).ifPresent(handle -> worker = handle);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aWorkerKilledInAnyPhaseCostsThatRunOnly(Phase phase) throws IOException {
        LiveryException failure = failureOf(Fault.KILL, phase, LONG);

        assertThat(failure.oneLine())
                .isEqualTo(
                        "The image engine ended unexpectedly: the system or a person stopped it, most often because memory ran out. Only this picture is lost; generate again, perhaps at a smaller size. The log is %s."
                                .formatted(logs.resolve("engine-worker.log")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABORT            | The image engine ended unexpectedly: its native code crashed. Only this picture is lost; generate again",
                "TENSOR_TOO_LARGE | The memory of this computer does not suffice for this picture. Choose a smaller size or fewer pictures, or close other programs.",
                "NATIVE_HEAP_FULL | The memory of this computer does not suffice for this picture. Choose a smaller size or fewer pictures, or close other programs.",
                "JAVA_HEAP_FULL   | The image engine ended unexpectedly: its memory ran out. Only this picture is lost; generate again, perhaps at a smaller size.",
                "GARBAGE          | The image engine sent what cannot be read and was ended: A message was damaged on its way. Only this picture is lost; generate again.",
            })
    void whatGoesWrongInAStepIsTold(Fault fault, String words) throws IOException {
        LiveryException failure = failureOf(fault, Phase.DENOISING, LONG);

        assertThat(failure.oneLine()).startsWith(words);
    }

    @Test
    void aFrozenWorkerIsEndedAndTold() throws IOException {
        Patience shortSilence = patience(Duration.ofSeconds(5));

        LiveryException failure = failureOf(Fault.FREEZE, Phase.DENOISING, shortSilence);

        assertThat(failure.oneLine())
                .isEqualTo(
                        "The image engine stopped answering and was ended. Only this picture is lost; generate again. If memory is short, choose a smaller size.");
    }

    @Test
    void aBlockThatTakesLongerThanASilentWorkerIsGivenIsWaitedFor() throws IOException {
        Patience patience = patience(Duration.ofSeconds(5));
        WorkerCommand command =
                FaultyWorker.command(
                        places(), Fault.SLOW_BLOCK, Phase.DENOISING, logs.resolve("armed"));

        try (WorkerEngine engine = new WorkerEngine(command, patience)) {
            assertThat(engine.run(REQUEST, new EngineFixture.Recorder()).images()).hasSize(1);
        }
        assertThat(logs.resolve("armed")).as("the fault has happened").doesNotExist();
    }

    @Test
    void aWorkerThatIsSlowToStartIsWaitedFor() {
        WorkerCommand command = FaultyWorker.slowStart(places(), 3000);

        try (WorkerEngine engine = new WorkerEngine(command, LONG)) {
            assertThat(engine.run(REQUEST, new EngineFixture.Recorder()).images()).hasSize(1);
        }
    }

    @Test
    void aWorkerThatNeverStartsIsEndedAndTold() throws IOException {
        WorkerCommand command = FaultyWorker.slowStart(places(), 600_000);
        Patience patience =
                new Patience(
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30));

        try (WorkerEngine engine = new WorkerEngine(command, patience)) {
            assertThatThrownBy(() -> engine.run(REQUEST, new EngineFixture.Recorder()))
                    .isInstanceOf(LiveryException.class)
                    .hasMessage("The image engine did not start within 2 s and was ended.")
                    .extracting(e -> ((LiveryException) e).advice())
                    .asString()
                    .startsWith("Close other programs or wait until the computer is less busy");
            assertThat(engine.workerPid()).isEmpty();
        }
        assertNothingIsLeft();
    }

    @Test
    void aWorkerThatEndsBeforeItReadsItsRequestIsTold() throws IOException {
        WorkerCommand command = FaultyWorker.endingAtOnce(places(), 42);

        try (WorkerEngine engine = new WorkerEngine(command, LONG)) {
            // Larger than what a pipe holds.
            DiffusionRequest large = REQUEST.toBuilder().negativePrompt("日".repeat(10_000)).build();
            assertThatThrownBy(() -> engine.run(large, new EngineFixture.Recorder()))
                    .isInstanceOf(WorkerEndedException.class)
                    .hasMessage("The image engine ended unexpectedly: it exited with code 42.");
        }
        assertNothingIsLeft();
    }

    @Test
    void ctrlCThatReachesAStartingWorkerCancels() {
        WorkerCommand command = FaultyWorker.endingAtOnce(places(), 130);

        try (WorkerEngine engine = new WorkerEngine(command, LONG)) {
            assertThatThrownBy(() -> engine.run(REQUEST, new EngineFixture.Recorder()))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void cancellingDoesNotWaitForALongBlockAndTheWorkerGoesOnAfterIt() throws IOException {
        WorkerCommand command =
                FaultyWorker.command(
                        places(), Fault.SLOW_BLOCK, Phase.DENOISING, logs.resolve("armed"));

        try (WorkerEngine engine = new WorkerEngine(command, LONG)) {
            Stopper stopper = new Stopper();
            assertThatThrownBy(() -> engine.run(REQUEST, stopper))
                    .isInstanceOf(CancellationException.class);
            assertThat(stopper.sinceStop()).isLessThan(Fault.SLOW.dividedBy(2));
            Optional<Long> worker = engine.workerPid();

            assertThat(engine.run(REQUEST, new EngineFixture.Recorder()).images()).hasSize(1);
            assertThat(engine.workerPid()).isPresent().isEqualTo(worker);
        }
    }

    @Test
    void aWorkerThatNeverEndsACancelledRunIsReplaced() throws IOException {
        WorkerCommand command =
                FaultyWorker.command(
                        places(), Fault.FREEZE, Phase.DENOISING, logs.resolve("armed"));
        Patience patience =
                new Patience(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3));

        try (WorkerEngine engine = new WorkerEngine(command, patience)) {
            assertThatThrownBy(() -> engine.run(REQUEST, new Stopper()))
                    .isInstanceOf(CancellationException.class);
            Optional<Long> frozen = engine.workerPid();

            assertThat(engine.run(REQUEST, new EngineFixture.Recorder()).images()).hasSize(1);
            assertThat(engine.workerPid()).isPresent().isNotEqualTo(frozen);
        }
        assertNothingIsLeft();
    }

    /** Stops at the first step, and measures from then on. */
    private static final class Stopper implements EngineListener {
        private Optional<Long> stoppedAt = Optional.empty();

        @Override
        public void onProgress(EngineProgress progress) {
            if (progress.phase() == Phase.DENOISING) {
                stoppedAt = Optional.of(System.nanoTime());
            }
        }

        @Override
        public boolean isCancelled() {
            return stoppedAt.isPresent();
        }

        Duration sinceStop() {
            return Duration.ofNanos(System.nanoTime() - stoppedAt.orElseThrow());
        }
    }

    private static Patience patience(Duration silence) {
        return new Patience(
                Duration.ofMinutes(2), silence, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /** Runs into the fault, then checks that the next run works and that nothing stays behind. */
    private LiveryException failureOf(Fault fault, Phase phase, Patience patience)
            throws IOException {
        WorkerCommand command = FaultyWorker.command(places(), fault, phase, logs.resolve("armed"));
        LiveryException failure;
        ProcessHandle second;
        try (WorkerEngine engine = new WorkerEngine(command, patience)) {
            PidRecorder recorder = new PidRecorder(engine);
            failure =
                    catchThrowableOfType(
                            LiveryException.class, () -> engine.run(REQUEST, recorder));
            assertThat(failure).as("the run fails").isNotNull();
            assertThat(recorder.worker).isNotEqualTo(ProcessHandle.current());
            boolean survives = engine.workerPid().isPresent();
            assertThat(recorder.worker.isAlive()).as("a lost worker is gone").isEqualTo(survives);
            assertThat(exchange()).hasSize(survives ? 1 : 0);

            assertThat(engine.run(REQUEST, new EngineFixture.Recorder()).images()).hasSize(1);
            second = ProcessHandle.of(engine.workerPid().orElseThrow()).orElseThrow();
        }
        assertThat(second.isAlive()).as("an orphan").isFalse();
        assertNothingIsLeft();
        return failure;
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(exchange()).isEmpty();
        assertThat(filesIn("pytorch"))
                .noneMatch(file -> file.getFileName().toString().startsWith("tmp"));
    }

    private static List<Path> exchange() throws IOException {
        return filesIn("exchange");
    }

    /** None if no worker has come so far. */
    private static List<Path> filesIn(String folder) throws IOException {
        Path path = TestTorch.NATIVES.resolve(folder);
        if (Files.notExists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    private EnginePlaces places() {
        return EnginePlaces.ofThisClassPath(TestTorch.NATIVES, logs);
    }
}
