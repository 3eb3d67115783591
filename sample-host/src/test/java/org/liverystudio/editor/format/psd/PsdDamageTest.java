package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.TaskProgress;

/** Whatever a file holds, reading ends soon with a document or with words that name the file. */
class PsdDamageTest {
    private static final long LIMIT_BYTES = 64 << 20;
    private static final String[] NAMES = {"layers", "packings", "modes", "flat"};
    private static Path scratch;

    @BeforeContainer
    static void makeScratch() throws IOException {
        scratch = Files.createTempFile("damaged", ".psd");
    }

    @AfterContainer
    static void removeScratch() throws IOException {
        Files.delete(scratch);
    }

    @Property(tries = 400)
    void aTruncatedFileIsNamed(
            @ForAll @IntRange(min = 0, max = 3) int file,
            @ForAll @IntRange(min = 0, max = 999) int permille)
            throws IOException {
        byte[] bytes = Files.readAllBytes(PsdGoldenTest.golden(NAMES[file] + ".psd"));
        int length = (int) ((long) bytes.length * permille / 1000);
        Files.write(scratch, Arrays.copyOf(bytes, length));

        assertEndsWell();
    }

    @Property(tries = 1500)
    void flippedBytesAreSurvived(
            @ForAll @IntRange(min = 0, max = 3) int file,
            @ForAll @IntRange(min = 1, max = 8) int flips,
            @ForAll long seed)
            throws IOException {
        byte[] bytes = Files.readAllBytes(PsdGoldenTest.golden(NAMES[file] + ".psd"));
        Random random = new Random(seed);
        for (int i = 0; i < flips; i++) {
            // Half of the flips hit the first part, where lengths and sizes stand.
            int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 1500);
            byte[] extremes = {0, -1, 127, -128, 1, (byte) random.nextInt(256)};
            bytes[random.nextInt(range)] = extremes[random.nextInt(extremes.length)];
        }
        Files.write(scratch, bytes);

        assertEndsWell();
    }

    @Test
    void aFileCutOffBehindItsLayersIsReadAndSaysSo(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(PsdGoldenTest.golden("layers.psd"));
        Path file = folder.resolve("cut.psd");
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThat(read(file, LIMIT_BYTES).notices())
                .containsOnlyOnce(
                        "The file was cut off: its layers are whole, its merged picture is not."
                                + " Save it again to mend it.");
        assertThat(read(PsdGoldenTest.golden("layers.psd"), LIMIT_BYTES).notices())
                .noneMatch(notice -> notice.contains("cut off"));
    }

    private static void assertEndsWell() {
        Throwable thrown =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> catchThrowable(() -> read(scratch, LIMIT_BYTES)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(LiveryException.class);
            assertThat(thrown.getMessage()).contains(scratch.toString());
            assertThat(((LiveryException) thrown).advice()).isNotEmpty();
        }
    }

    @Test
    void aFileThatStopsInTheMiddleSaysWhatIsMissing(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(PsdGoldenTest.golden("layers.psd"));
        Path file = Files.write(folder.resolve("half.psd"), Arrays.copyOf(bytes, 2000));

        assertThatThrownBy(() -> read(file, LIMIT_BYTES))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("half.psd is damaged: the layer section ends too early")
                .extracting(e -> ((LiveryException) e).advice())
                .asString()
                .startsWith("Use another copy");
    }

    @Test
    void aHugeSizeIsRefusedBeforeMemoryIsTaken(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(PsdGoldenTest.golden("flat.psd"));
        ByteBuffer.wrap(bytes).putInt(14, 30_000).putInt(18, 30_000);
        Path file = Files.write(folder.resolve("huge.psd"), bytes);

        assertThatThrownBy(() -> read(file, LIMIT_BYTES))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(
                        "huge.psd is too big: a picture of 30000 x 30000 pixels needs 3433 MB, 64"
                                + " MB are left");
    }

    @Test
    void aLayerThatClaimsMorePixelsThanItsBytesCanHoldIsDamaged(@TempDir Path folder)
            throws IOException {
        byte[] bytes = Files.readAllBytes(PsdGoldenTest.golden("packings.psd"));
        int records = layerRecords(bytes);
        ByteBuffer.wrap(bytes).putInt(records + 8, 2000).putInt(records + 12, 2000);
        Path file = Files.write(folder.resolve("liar.psd"), bytes);

        assertThatThrownBy(() -> read(file, LIMIT_BYTES))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("liar.psd is damaged: layer Raw ends too early");
    }

    /** Offset of the first layer's bounds. */
    private static int layerRecords(byte[] psd) {
        ByteBuffer in = ByteBuffer.wrap(psd);
        int at = 26;
        at += 4 + in.getInt(at);
        at += 4 + in.getInt(at);
        return at + 4 + 4 + 2;
    }

    @Test
    void aCancelledTaskStopsReading() {
        TaskProgress cancelled =
                new TaskProgress() {
                    @Override
                    public void update(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };

        assertThatThrownBy(
                        () -> new PsdFormat().read(PsdGoldenTest.golden("layers.psd"), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private static ReadDocument read(Path file, long limitBytes) {
        return new PsdFormat().read(file, new MemoryBudget(file, limitBytes), NoProgress.INSTANCE);
    }
}
