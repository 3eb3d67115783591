package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.catalogue.HubFixture;

/** Downloads in real processes: killed without warning, and two at once. */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // The long run kills 200 times.
class DownloadProcessTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int MB = 1_000_000;

    /** Set {@code -Dlivery.kills=200} for the long run. */
    private static final int KILLS = Integer.getInteger("livery.kills", 4);

    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aProgramKilledAtAnyByteFetchesAlmostNothingTwice() throws Exception {
        byte[] content = content(Math.max(100, 5 * KILLS) * MB);
        Random random = new Random(3);
        try (DripHub hub = new DripHub(content, COMMIT, 20 * MB)) {
            for (int kill = 0; kill < KILLS; kill++) {
                Process program = start(hub, content);
                long wanted = hub.bytesSent() + MB + random.nextInt(4 * MB);
                while (program.isAlive() && hub.bytesSent() < wanted) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                assertThat(program.isAlive()).as("it was killed before its end").isTrue();
                program.destroyForcibly().waitFor();
                assertThat(cache().resolve("models--org--model/blobs")).doesNotExist();
            }
            assertThat(start(hub, content).waitFor()).isZero();

            expectWhole(content);
            double twicePerKill = (hub.bytesSent() - content.length) / (double) KILLS;
            System.out.printf(
                    "%d kills: %.0f bytes fetched twice a kill, %.2f %% of the file in all%n",
                    KILLS,
                    twicePerKill,
                    100.0 * (hub.bytesSent() - content.length) / content.length);
            // Four connections or more, each in the middle of a piece of 128 KiB, and what waits in
            // the buffers of the line: on a busy machine that is more than the pieces.
            assertThat(twicePerKill).isLessThan(0.02 * content.length);
        }
    }

    @Test
    void twoProgramsThatWantTheSameFileFetchItOnce() throws Exception {
        byte[] content = content(20 * MB);
        try (DripHub hub = new DripHub(content, COMMIT, 20 * MB)) {
            Process first = start(hub, content);
            Process second = start(hub, content);

            assertThat(first.waitFor()).isZero();
            assertThat(second.waitFor()).isZero();

            expectWhole(content);
            assertThat(hub.bytesSent()).isEqualTo(content.length);
        }
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return content;
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private void expectWhole(byte[] content) throws IOException {
        Path file =
                cache().resolve("models--org--model/snapshots/" + COMMIT)
                        .resolve(DownloadProgram.PATH);
        assertThat(Files.mismatch(file, Files.write(folder.resolve("expected"), content)))
                .isEqualTo(-1);
    }

    private Process start(DripHub hub, byte[] content) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloadProgram.class.getName(),
                        cache().toString(),
                        hub.endpoint().toString(),
                        COMMIT,
                        Integer.toString(content.length),
                        HubFixture.sha256(content));
        Process program = new ProcessBuilder(command).inheritIO().start();
        started.add(program);
        return program;
    }
}
