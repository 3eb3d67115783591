package org.liverystudio.editor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.cli.LiveryHarness.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery info} and {@code livery convert} with real files. */
class FileCommandsTest {
    private static final FileFormats FORMATS = FileFormats.standard();

    @TempDir Path home;
    @TempDir Path work;

    private LiveryHarness livery;

    @BeforeEach
    void createProgram() {
        livery = new LiveryHarness(home, work.resolve("plugins"));
    }

    @AfterEach
    void closeProgram() {
        livery.close();
    }

    @Test
    void infoTellsTheLayerTreeAsJson() {
        Path car = car();

        assertThat(livery.run("info", car.toString())).isZero();

        JsonNode json = JsonMapper.shared().readTree(livery.out());
        assertThat(json.get("width").asInt()).isEqualTo(16);
        assertThat(json.get("height").asInt()).isEqualTo(8);
        JsonNode group = json.get("layers").get(0);
        assertThat(group.get("name").asString()).isEqualTo("Paintable Area");
        assertThat(group.get("kind").asString()).isEqualTo("group");
        assertThat(group.get("role").asString()).isEqualTo("paintable");
        JsonNode layer = group.get("children").get(0);
        assertThat(layer.get("name").asString()).isEqualTo("Räder — 輪");
        assertThat(layer.get("blendMode").asString()).isEqualTo("linear-dodge");
        assertThat(layer.get("opacity").asDouble()).isEqualTo(128 / 255.0);
        assertThat(layer.get("visible").asBoolean()).isFalse();
        assertThat(layer.get("bounds").toString())
                .isEqualTo("{\"x\":2,\"y\":1,\"width\":3,\"height\":2}");
        assertThat(layer.get("mask").toString())
                .isEqualTo(
                        "{\"bounds\":{\"x\":0,\"y\":0,\"width\":2,\"height\":2},\"outside\":255,"
                                + "\"enabled\":true}");
        assertThat(livery.err()).isEmpty();
    }

    @Test
    void infoNamesAFileThatIsMissingOrNoPicture() throws IOException {
        Path text = Files.writeString(work.resolve("notes.psd"), "hello");

        assertThat(livery.run("info", work.resolve("none.psd").toString())).isEqualTo(1);
        assertThat(livery.run("info", text.toString())).isEqualTo(1);

        assertThat(livery.err().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("There is no file "),
                        second -> assertThat(second).contains("notes.psd is not a picture"));
        assertThat(livery.out()).isEmpty();
    }

    @Test
    void convertWritesTheOtherFormatAndTellsWhatItCannotHold() {
        Path png = work.resolve("car.png");

        assertThat(livery.run("convert", car().toString(), png.toString())).isZero();

        assertThat(FORMATS.read(png, NoProgress.INSTANCE).state().bounds())
                .isEqualTo(new Rect(0, 0, 16, 8));
        assertThat(livery.err()).startsWith("Lost: ");
        assertThat(livery.out()).isEmpty();
    }

    @Test
    void anEndingThatCannotBeWrittenIsToldBeforeReading() throws IOException {
        Path text = Files.writeString(work.resolve("notes.psd"), "hello");

        assertThat(livery.run("convert", text.toString(), "car.xyz")).isEqualTo(1);

        assertThat(livery.err())
                .startsWith("No format for car.xyz: \".xyz\" cannot be written. Use one of");
    }

    @Test
    void aFailedConversionLeavesNothingBehind() throws IOException {
        Path car = car();
        byte[] whole = Files.readAllBytes(car);
        Path torn = work.resolve("torn.psd");
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));

        assertThat(livery.run("convert", torn.toString(), work.resolve("x.png").toString()))
                .isEqualTo(1);

        assertThat(livery.err().lines()).hasSize(1).first().asString().contains("torn.psd");
        try (Stream<Path> files = Files.list(work)) {
            assertThat(files).containsExactlyInAnyOrder(car, torn);
        }
    }

    @Test
    void ctrlCEndsAConversionWithoutAFile() {
        Path png = work.resolve("car.png");
        Path car = car();
        livery.interrupted = true;

        assertThat(livery.run("convert", car.toString(), png.toString())).isEqualTo(130);

        assertThat(livery.err()).isEqualTo(line("Cancelled."));
        assertThat(png).doesNotExist();
    }

    private Path car() {
        Rect area = new Rect(2, 1, 3, 2);
        TiledImage pixels = TiledImage.ofRgba(area, new byte[24]);
        TiledMask mask = TiledMask.of(new Rect(0, 0, 2, 2), new byte[4], 255);
        PixelLayer plain = PixelLayer.named("Räder — 輪", pixels);
        LayerNode layer =
                plain.with(
                        plain.attributes()
                                .withVisible(false)
                                .withOpacity(128 / 255.0)
                                .withBlendMode(BlendMode.LINEAR_DODGE)
                                .withMask(Optional.of(new LayerMask(mask))));
        DocumentState state =
                DocumentState.of(
                        16,
                        8,
                        List.of(GroupLayer.named("Paintable Area", List.of(layer))),
                        DocumentInfo.DEFAULT);
        Path file = work.resolve("car.psd");
        FORMATS.write(state, file, NoProgress.INSTANCE);
        return file;
    }
}
