package org.liverystudio.editor.format.ora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.MemoryBudget;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.format.SameDocument;
import org.liverystudio.editor.format.png.PngPicture;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class OraFormatTest {
    private final FileFormats formats = FileFormats.standard();

    @TempDir private Path folder;

    @Test
    void everythingThatADocumentHoldsComesBack() throws IOException {
        LayerNode masked = filled("masked", new Rect(-3, 5, 20, 9), 10, 20, 30, 200);
        LayerMask mask =
                new LayerMask(
                        TiledMask.of(new Rect(2, 6, 2, 1), new byte[] {0, 100}, 255), true, 0.5);
        masked =
                masked.with(
                        masked.attributes()
                                .withMask(Optional.of(mask))
                                .withChosenRole(Optional.of(LayerRole.SPONSOR))
                                .withProperties(Map.of("livery.ai.recipe", "{\"a\":\"<&>\\n\"}")));
        LayerNode clipped = filled("clipped \"<&>\" ü", new Rect(0, 0, 4, 4), 1, 2, 3, 0);
        clipped =
                clipped.with(
                        clipped.attributes()
                                .withClipping(true)
                                .withAlphaLocked(true)
                                .withVisible(false)
                                .withOpacity(0.25)
                                .withFillOpacity(0.5));
        LayerNode inside =
                group("inside", masked, clipped, PixelLayer.named("empty", TiledImage.EMPTY));
        LayerNode isolated =
                inside.with(
                        inside.attributes()
                                .withBlendMode(BlendMode.NORMAL)
                                .withMask(Optional.of(new LayerMask(TiledMask.filledWith(7)))));
        DocumentState document = document(40, 30, layer("base"), group("outer", isolated));

        assertThat(formats.write(document, file("a.ora"), NoProgress.INSTANCE)).isEmpty();
        ReadDocument read = formats.read(file("a.ora"), NoProgress.INSTANCE);

        assertThat(read.notices()).isEmpty();
        SameDocument.assertSame(document, read.state());
        formats.write(read.state(), file("b.ora"), NoProgress.INSTANCE);
        assertThat(file("b.ora")).hasSameBinaryContentAs(file("a.ora"));
    }

    @ParameterizedTest
    @EnumSource(BlendMode.class)
    void eachBlendModeComesBack(BlendMode mode) {
        LayerNode node = mode == BlendMode.PASS_THROUGH ? group("g", layer("a")) : layer("a");
        LayerNode blended = node.with(node.attributes().withBlendMode(mode).withOpacity(0.5));
        DocumentState document = document(4, 4, layer("base"), blended);

        formats.write(document, file("a.ora"), NoProgress.INSTANCE);

        SameDocument.assertSame(document, formats.read(file("a.ora"), NoProgress.INSTANCE).state());
    }

    @Test
    void otherProgramsFindTheKindTheMergedPictureAndMaskedPixels() throws IOException {
        LayerNode half = filled("half", new Rect(0, 0, 2, 1), 255, 0, 0, 255);
        LayerMask mask = new LayerMask(TiledMask.of(new Rect(0, 0, 2, 1), new byte[] {0, -1}, 0));
        DocumentState document =
                document(300, 300, half.with(half.attributes().withMask(Optional.of(mask))));
        formats.write(document, file("a.ora"), NoProgress.INSTANCE);

        byte[] head = Arrays.copyOf(Files.readAllBytes(file("a.ora")), 54);
        assertThat(new String(head, 30, 24, StandardCharsets.US_ASCII))
                .isEqualTo("mimetypeimage/openraster");
        try (ZipFile zip = new ZipFile(file("a.ora").toFile())) {
            String xml = new String(bytes(zip, "stack.xml"), StandardCharsets.UTF_8);
            String source = xml.replaceAll("(?s).* src=\"([^\"]*)\".*", "$1");
            assertThat(picture(bytes(zip, source)).rgba())
                    .containsExactly(255, 0, 0, 0, 255, 0, 0, 255);
            assertThat(picture(bytes(zip, "mergedimage.png")).size()).isEqualTo(document.bounds());
            assertThat(picture(bytes(zip, "Thumbnails/thumbnail.png")).size())
                    .isEqualTo(new Rect(0, 0, 150, 150));
        }
    }

    /** Attributes as Krita and MyPaint write them. */
    @Test
    void aFileOfAnotherProgramIsRead() throws IOException {
        write(
                file("k.ora"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <image version="0.0.1" h="8" w="9"><stack>
                 <stack name="isolated" isolation="isolate"><layer src="data/a.png" name="top"
                  x="2" y="-1" opacity="0.50" visibility="hidden" composite-op="svg:multiply"/></stack>
                 <stack name="passing" composite-op="svg:src-over"/>
                 <layer src="data/a.png" composite-op="krita:reflect"/>
                 <text x="1">skip<b/></text>
                </stack></image>""",
                "data/a.png",
                png(2, 1, 9, 8, 7, 6, 5, 4, 3, 2));

        ReadDocument read = formats.read(file("k.ora"), NoProgress.INSTANCE);

        assertThat(read.state().bounds()).isEqualTo(new Rect(0, 0, 9, 8));
        LayerNode isolated = read.state().layers().get(2);
        assertThat(isolated.blendMode()).isEqualTo(BlendMode.NORMAL);
        LayerNode top = isolated.children().getFirst();
        assertThat(top.bounds()).isEqualTo(new Rect(2, -1, 2, 1));
        assertThat(top.opacity()).isEqualTo(0.5);
        assertThat(top.visible()).isFalse();
        assertThat(top.blendMode()).isEqualTo(BlendMode.MULTIPLY);
        assertThat(top.pixels().rgba(top.bounds())).containsExactly(9, 8, 7, 6, 5, 4, 3, 2);
        assertThat(read.state().layers().get(1).blendMode()).isEqualTo(BlendMode.PASS_THROUGH);
        assertThat(read.notices())
                .containsExactly("The blend mode krita:reflect is not known; normal is used.");
    }

    @Test
    void whatIsMissingOrWrongIsToldByName() throws IOException {
        String layer = "<image w='4' h='4'><stack><layer src='%s' x='%s'/></stack></image>";
        write(file("a.ora"), layer.formatted("data/none.png", "0"), "x", new byte[0]);
        refused("it lacks \"data/none.png\"");
        write(file("a.ora"), layer.formatted("x.png", "1e9"), "x.png", png(1, 1, 0, 0, 0, 0));
        refused("\"1e9\" is no place of a layer");
        write(file("a.ora"), layer.formatted("x.png", "0"), "x.png", new byte[] {1, 2, 3});
        refused("damaged");
        write(file("a.ora"), "<image w='0' h='4'><stack/></image>", "x", new byte[0]);
        refused("its size \"0\" is not 1 to 30000");
        write(file("a.ora"), "<image w='4' h='4'><stack>", "x", new byte[0]);
        refused("its list of layers is no XML");
        write(file("a.ora"), "<image w='1' h='1'>" + "<stack>".repeat(60), "x", new byte[0]);
        refused("its groups lie too deep in each other");
        write(
                file("a.ora"),
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><image w='1' h='1'>"
                        + "<stack><layer name='&x;' src='x.png'/></stack></image>",
                "x.png",
                png(1, 1, 0, 0, 0, 0));
        refused("its list of layers is no XML");
    }

    @Test
    void aDamagedFileIsReadOrRefusedInWords() throws IOException {
        formats.write(
                document(30, 30, layer("a"), group("g", layer("b"))),
                file("a.ora"),
                NoProgress.INSTANCE);
        byte[] whole = Files.readAllBytes(file("a.ora"));
        Random random = new Random(8);
        for (int i = 0; i < 400; i++) {
            byte[] broken = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            if (i % 3 == 0) {
                broken = Arrays.copyOf(broken, 1 + random.nextInt(broken.length));
            }
            Files.write(file("broken.ora"), broken);
            try {
                formats.read(file("broken.ora"), NoProgress.INSTANCE);
            } catch (LiveryException e) {
                assertThat(e.getMessage()).contains("broken.ora");
            }
        }
    }

    private void refused(String words) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> formats.read(file("a.ora"), NoProgress.INSTANCE))
                .withMessageContaining(words);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private PngPicture picture(byte[] png) {
        Path file = file("in memory");
        return PngPicture.decode(png, file, MemoryBudget.ofThisProgram(file));
    }

    private static byte[] png(int width, int height, int... rgba) throws IOException {
        byte[] bytes = new byte[rgba.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) rgba[i];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngPicture.encode(width, height, bytes, out);
        return out.toByteArray();
    }

    private static void write(Path file, String xml, String name, byte[] picture)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("stack.xml", xml.getBytes(StandardCharsets.UTF_8));
        entries.put(name, picture);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            byte[] mime = "image/openraster".getBytes(StandardCharsets.US_ASCII);
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(mime.length);
            CRC32 crc = new CRC32();
            crc.update(mime);
            first.setCrc(crc.getValue());
            zip.putNextEntry(first);
            zip.write(mime);
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}
