package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));

    @TempDir private Path parent;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights are lists there")
    void nobodyElseMayOpenIt() throws IOException {
        try (PrivateFolder folder = PrivateFolder.make(parent, LATER)) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void itGoesWithAllThatIsInIt() throws IOException {
        PrivateFolder folder = PrivateFolder.make(parent.resolve("new"), LATER);
        Files.write(folder.path().resolve("core"), new byte[9]);
        Files.createDirectories(folder.path().resolve("a/b"));

        folder.close();

        assertThat(folder.path()).doesNotExist();
        assertThat(parent.resolve("new")).isEmptyDirectory();
    }

    @Test
    void oneInUseIsLeftAloneByTheSameProcess() throws IOException {
        try (PrivateFolder mine = PrivateFolder.make(parent, LATER);
                PrivateFolder other = PrivateFolder.make(parent, LATER)) {
            assertThat(mine.path()).isDirectory();
            assertThat(other.path()).isDirectory();
        }
    }

    @Test
    void theNextOneSweepsWhatADeadProcessLeftAndNothingElse() throws Exception {
        Path foreign = Files.createDirectories(parent.resolve("something else"));
        Process owner = owner();
        Path theirs = Path.of(owner.inputReader().readLine());
        PrivateFolder.make(parent, LATER).close();
        assertThat(theirs).as("its owner lives").isDirectory();
        owner.destroyForcibly();
        assertThat(owner.waitFor(20, TimeUnit.SECONDS)).isTrue();

        PrivateFolder.make(parent, Instant.now()).close();
        assertThat(theirs).as("it may be about to be locked").isDirectory();
        PrivateFolder.make(parent, LATER).close();
        assertThat(theirs).doesNotExist();
        assertThat(foreign).isDirectory();
    }

    private Process owner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Makes a folder, prints its path and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(PrivateFolder.make(Path.of(arguments[0]), Instant.now()).path());
            Thread.sleep(Duration.ofMinutes(2));
        }
    }
}
