package org.liverystudio.editor.format.imageio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/** The pictures are Pillow's; tools/golden/pictures makes them and says what they show. */
class CodecsTest {
    private static final Rect AREA = new Rect(0, 0, 48, 40);
    private final FileFormats formats = FileFormats.standard();

    @TempDir private Path folder;

    static List<Path> pictures() throws IOException, URISyntaxException {
        Path all = Path.of(CodecsTest.class.getResource("/pictures").toURI());
        try (Stream<Path> files = Files.list(all)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picturesOfOtherProgramsLookAsTheyShould(Path file) {
        ReadDocument read = formats.read(file, NoProgress.INSTANCE);

        byte[] rgba = read.state().layers().getFirst().pixels().rgba(AREA);
        String name = file.getFileName().toString();
        assertThat(read.state().bounds()).isEqualTo(AREA);
        assertThat(read.state().layers().getFirst().name())
                .isEqualTo(name.substring(0, name.lastIndexOf('.')));
        boolean gray = name.startsWith("gray") || name.startsWith("palette");
        boolean alpha = name.startsWith("rgba");
        int tolerance = name.endsWith(".jpg") ? 6 : name.equals("rgb.webp") ? 12 : 0;
        for (int y = 0, i = 0; y < AREA.height(); y++) {
            for (int x = 0; x < AREA.width(); x++, i += 4) {
                String pixel = "%s at %d, %d".formatted(name, x, y);
                assertThat(rgba[i] & 255).as(pixel).isCloseTo(4 * x, within(tolerance));
                assertThat(rgba[i + 1] & 255)
                        .as(pixel)
                        .isCloseTo(gray ? 4 * x : 4 * y, within(tolerance));
                assertThat(rgba[i + 2] & 255)
                        .as(pixel)
                        .isCloseTo(gray ? 4 * x : 128, within(tolerance));
                assertThat(rgba[i + 3] & 255).as(pixel).isEqualTo(alpha ? 255 - 3 * x : 255);
            }
        }
    }

    /** Spec maps keep numbers in alpha, and their colour counts where that is 0. */
    @Test
    void aTgaKeepsEachByte() {
        byte[] rgba = noise();
        rgba[3] = 0;
        Path file = folder.resolve("spec.tga");

        assertThat(formats.write(document(rgba), file, NoProgress.INSTANCE)).isEmpty();

        assertThat(pixels(file)).isEqualTo(rgba);
    }

    @Test
    void anOpaqueTgaHas24BitsAndIsPacked() throws IOException {
        byte[] rgba = new byte[(int) AREA.area() * 4];
        Arrays.fill(rgba, (byte) 255);
        Path file = folder.resolve("car_1234.tga");
        formats.write(document(rgba), file, NoProgress.INSTANCE);

        byte[] bytes = Files.readAllBytes(file);

        assertThat(bytes[2]).as("run-length packed true colour").isEqualTo((byte) 10);
        assertThat(bytes[16]).isEqualTo((byte) 24);
        assertThat(bytes.length).isLessThan((int) AREA.area());
        assertThat(pixels(file)).isEqualTo(rgba);
    }

    @Test
    void aBmpLiesOnWhiteAndSaysSo() {
        byte[] rgba = new byte[(int) AREA.area() * 4];
        rgba[0] = 100;
        rgba[3] = (byte) 128;
        Path file = folder.resolve("a.bmp");

        assertThat(formats.write(document(rgba), file, NoProgress.INSTANCE))
                .containsExactly("BMP holds no transparency: the picture lies on white.");

        assertThat(Arrays.copyOf(pixels(file), 8))
                .containsExactly(177, 127, 127, 255, 255, 255, 255, 255);
    }

    @Test
    void aJpegIsNearTheOriginal() {
        byte[] rgba = new byte[(int) AREA.area() * 4];
        for (int i = 0; i < rgba.length; i += 4) {
            rgba[i] = (byte) 200;
            rgba[i + 1] = 30;
            rgba[i + 3] = -1;
        }
        Path file = folder.resolve("a.jpg");

        assertThat(formats.write(document(rgba), file, NoProgress.INSTANCE)).isEmpty();

        byte[] again = pixels(file);
        assertThat(again[0] & 255).isCloseTo(200, within(4));
        assertThat(again[1] & 255).isCloseTo(30, within(4));
    }

    @Test
    void aTgaOf16BitsIsRead() throws IOException {
        byte[] file = new byte[18 + 2 * 2 * 8];
        file[2] = 2;
        file[12] = 2;
        file[14] = 8;
        file[17] = 0x20; // top row first
        file[16] = 16;
        file[18] = 0x00;
        file[19] = 0x7C; // red
        file[20] = 0x1F; // blue
        Path path = Files.write(folder.resolve("old.tga"), file);

        byte[] rgba =
                formats.read(path, NoProgress.INSTANCE)
                        .state()
                        .layers()
                        .getFirst()
                        .pixels()
                        .rgba(new Rect(0, 0, 2, 1));

        assertThat(rgba).containsExactly(255, 0, 0, 255, 0, 0, 255, 255);
    }

    /** What is broken is refused in words, whatever byte it is, and nothing hangs. */
    @ParameterizedTest
    @MethodSource("pictures")
    void aDamagedPictureIsReadOrRefusedInWords(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(whole.length);
        for (int i = 0; i < 60; i++) {
            byte[] broken = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            if (i % 3 == 0) {
                broken = Arrays.copyOf(broken, 1 + random.nextInt(broken.length));
            }
            Path path = Files.write(folder.resolve("broken"), broken);
            try {
                formats.read(path, NoProgress.INSTANCE);
            } catch (LiveryException e) {
                assertThat(e.getMessage()).contains(path.toString());
                assertThat(e.advice()).isNotBlank();
            }
        }
    }

    @Test
    void aHugeSizeInASmallFileIsRefusedBeforeItIsAllocated() throws IOException {
        byte[] head = new byte[64];
        head[2] = 2;
        Arrays.fill(head, 12, 16, (byte) 0xFF);
        head[16] = 32;
        Path path = Files.write(folder.resolve("bomb.tga"), head);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> formats.read(path, NoProgress.INSTANCE))
                .withMessageContaining("65535 x 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.webp", "a.gif"})
    void whatCannotBeWrittenIsToldWithWhatCan(String name) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> formats.writerFor(folder.resolve(name)))
                .satisfies(
                        e ->
                                assertThat(e.advice())
                                        .contains(".psd", ".png", ".tga", ".jpg", ".bmp"));
    }

    private byte[] pixels(Path file) {
        return formats.read(file, NoProgress.INSTANCE)
                .state()
                .layers()
                .getFirst()
                .pixels()
                .rgba(AREA);
    }

    private static byte[] noise() {
        byte[] rgba = new byte[(int) AREA.area() * 4];
        new Random(1).nextBytes(rgba);
        return rgba;
    }

    private static DocumentState document(byte[] rgba) {
        PixelLayer layer = PixelLayer.named("a", TiledImage.ofRgba(AREA, rgba));
        return DocumentState.of(AREA.width(), AREA.height(), List.of(layer), DocumentInfo.DEFAULT);
    }
}
