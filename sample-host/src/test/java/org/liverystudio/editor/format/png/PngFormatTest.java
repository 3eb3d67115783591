package org.liverystudio.editor.format.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.Pictures;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class PngFormatTest {
    private static final Rect AREA = new Rect(0, 0, 37, 21);
    private final PngFormat png = new PngFormat();

    @TempDir private Path folder;

    @Test
    void pixelsWithTheirColourUnderAlphaZeroSurvive() {
        byte[] rgba = noise();
        rgba[3] = 0;
        Path file = folder.resolve("a.png");

        assertThat(png.write(document(rgba), file, NoProgress.INSTANCE)).isEmpty();

        DocumentState again = png.read(file, NoProgress.INSTANCE).state();
        assertThat(again.layers().getFirst().pixels().rgba(AREA)).isEqualTo(rgba);
        assertThat(again.layers().getFirst().name()).isEqualTo("a");
    }

    @Test
    void resolutionAndColourProfileSurvive() {
        DocumentInfo info =
                new DocumentInfo(
                        300,
                        Optional.of(new DocumentInfo.ColourProfile(new byte[] {1, 2, 3})),
                        ForeignData.NONE);
        Path file = folder.resolve("a.png");
        png.write(document(noise()).withInfo(info), file, NoProgress.INSTANCE);

        DocumentInfo again = png.read(file, NoProgress.INSTANCE).state().info();

        assertThat(again.dotsPerInch()).isCloseTo(300, within(0.1));
        assertThat(again.colourProfile()).isEqualTo(info.colourProfile());
    }

    @Test
    void otherProgramsReadWhatIsWritten() throws IOException {
        byte[] rgba = noise();
        Path file = folder.resolve("a.png");
        png.write(document(rgba), file, NoProgress.INSTANCE);

        assertThat(Pictures.rgba(file)).isEqualTo(rgba);

        byte[] opaque = rgba.clone();
        for (int i = 3; i < opaque.length; i += 4) {
            opaque[i] = -1;
        }
        png.write(document(opaque), file, NoProgress.INSTANCE);
        assertThat(ImageIO.read(file.toFile()).getColorModel().hasAlpha()).isFalse();
        assertThat(Pictures.rgba(file)).isEqualTo(opaque);
    }

    @ParameterizedTest(name = "image type {0}, interlaced {1}")
    @CsvSource({
        "5, false", // RGB
        "5, true",
        "6, false", // RGBA
        "6, true",
        "10, false", // gray
        "10, true",
        "12, false", // black and white
        "12, true",
        "13, false", // palette
        "13, true",
    })
    void pngsOfOtherProgramsAreRead(int type, boolean interlaced) throws IOException {
        BufferedImage image = new BufferedImage(37, 21, type);
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 37; x++) {
                image.setRGB(x, y, new Random(x * 99L + y).nextInt());
            }
        }
        Path file = folder.resolve("other.png");
        Files.write(file, encode(image, interlaced));

        DocumentState state = png.read(file, NoProgress.INSTANCE).state();

        assertThat(state.layers().getFirst().pixels().rgba(AREA)).isEqualTo(Pictures.rgba(file));
    }

    @Test
    void sixteenBitsAreReducedWithANotice() throws IOException {
        ImageTypeSpecifier deep =
                ImageTypeSpecifier.createGrayscale(16, DataBuffer.TYPE_USHORT, false);
        BufferedImage image = deep.createBufferedImage(2, 1);
        image.getRaster().setSample(0, 0, 0, 65535);
        image.getRaster().setSample(1, 0, 0, 32896);
        Path file = Files.write(folder.resolve("deep.png"), encode(image, false));

        var read = png.read(file, NoProgress.INSTANCE);

        assertThat(read.state().composite(new Rect(0, 0, 2, 1)))
                .containsExactly(255, 255, 255, 255, 128, 128, 128, 255);
        assertThat(read.notices())
                .containsExactly("The picture has 16 bits a channel; it was reduced to 8.");
    }

    private static byte[] encode(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(
                    interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Test
    void aTruncatedFileAndAWrongChecksumAreTold() throws IOException {
        Path file = folder.resolve("a.png");
        png.write(document(noise()), file, NoProgress.INSTANCE);
        byte[] bytes = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> png.read(file, NoProgress.INSTANCE))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("a.png is damaged: it ends too early");

        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> png.read(file, NoProgress.INSTANCE))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("a.png is damaged: the checksum of its IDAT chunk is wrong");
    }

    @Property(tries = 500)
    void damagedFilesNeverDoWorseThanSayingSo(
            @ForAll @IntRange(min = 1, max = 6) int flips, @ForAll long seed) throws IOException {
        byte[] bytes = new ByteArrayInputStream(sample()).readAllBytes();
        Random random = new Random(seed);
        for (int i = 0; i < flips; i++) {
            bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
        }
        fixChecksums(bytes);
        Path file = Files.createTempFile("damaged", ".png");
        try {
            Files.write(file, bytes);
            Throwable thrown =
                    Assertions.assertTimeoutPreemptively(
                            Duration.ofSeconds(20),
                            () -> catchThrowable(() -> png.read(file, NoProgress.INSTANCE)));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(LiveryException.class);
                assertThat(thrown.getMessage()).contains(file.toString());
            }
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] sample() throws IOException {
        BufferedImage image = new BufferedImage(37, 21, BufferedImage.TYPE_BYTE_INDEXED);
        return encode(image, true);
    }

    /** So that damage reaches behind the checksums. */
    private static void fixChecksums(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = buffer.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                return;
            }
            CRC32 checksum = new CRC32();
            checksum.update(bytes, at + 4, length + 4);
            buffer.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
    }

    private static DocumentState document(byte[] rgba) {
        return DocumentState.of(
                AREA.width(),
                AREA.height(),
                List.of(PixelLayer.named("layer", TiledImage.ofRgba(AREA, rgba))),
                DocumentInfo.DEFAULT);
    }

    private static byte[] noise() {
        byte[] rgba = new byte[Math.toIntExact(AREA.area() * 4)];
        new Random(7).nextBytes(rgba);
        return rgba;
    }
}
