package org.liverystudio.ai.hub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLockTest {
    @TempDir Path folder;

    @Test
    void onlyOneHasALockAndItsFileStays() throws IOException {
        Path file = folder.resolve("locks/a.lock");
        try (SharedLock first = SharedLock.tryAcquire(file).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(SharedLock.tryAcquire(file)).isEmpty();
        }
        try (SharedLock again = SharedLock.tryAcquire(file).orElseThrow()) {
            assertThat(again).isNotNull();
        }
        assertThat(file).isRegularFile();
    }

    /** Python's filelock takes the same system lock as this program of util-linux. */
    @Test
    void aProgramThatTakesFlockIsKeptOut() throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/flock");
        assumeTrue(Files.isExecutable(program), "no flock program here");
        Path file = folder.resolve("a.lock");

        try (SharedLock held = SharedLock.tryAcquire(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(exitCode(program, file)).isEqualTo(1);
        }
        assertThat(exitCode(program, file)).isZero();
    }

    private static int exitCode(Path program, Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(program.toString(), "-n", file.toString(), "true")
                .start()
                .waitFor();
    }
}
