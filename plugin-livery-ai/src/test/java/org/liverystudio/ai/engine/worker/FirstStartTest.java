package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineFixture;

/** The first start unpacks 400 MB of native libraries, which takes seconds. */
class FirstStartTest {
    private static final Patience LONG =
            new Patience(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));

    @TempDir private Path natives;
    @TempDir private Path logs;

    @Test
    void aWorkerKilledWhileItUnpacksLeavesNothingHalfDone() throws Exception {
        try (WorkerEngine engine = engine()) {
            CompletableFuture<DiffusionResult> run = run(engine);
            await(() -> !unpacked("tmp").isEmpty());
            ProcessHandle.of(engine.workerPid().orElseThrow()).orElseThrow().destroyForcibly();

            assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(WorkerEndedException.class);
            assertThat(unpacked("")).isEmpty();
        }
    }

    @Test
    void twoEditorsThatStartAtOnceBothWorkAndUnpackOnce() throws Exception {
        try (WorkerEngine one = engine();
                WorkerEngine two = engine()) {
            CompletableFuture<DiffusionResult> first = run(one);
            CompletableFuture<DiffusionResult> second = run(two);

            byte[] picture = first.get(3, TimeUnit.MINUTES).images().getFirst().rgb();
            assertThat(second.get(3, TimeUnit.MINUTES).images().getFirst().rgb())
                    .isEqualTo(picture);
            assertThat(one.workerPid()).isPresent().isNotEqualTo(two.workerPid());
            assertThat(unpacked("")).hasSize(1);
        }
    }

    private WorkerEngine engine() {
        return new WorkerEngine(WorkerCommand.shipped(WorkerFixture.places(natives, logs)), LONG);
    }

    private static CompletableFuture<DiffusionResult> run(WorkerEngine engine) {
        return CompletableFuture.supplyAsync(
                () -> engine.run(EngineFixture.request(1, 1), new EngineFixture.Recorder()));
    }

    private List<Path> unpacked(String prefix) throws IOException {
        Path folder = natives.resolve("pytorch");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(5);
        }
    }
}
