package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.fixture.TestLayer.pixels;
import static org.liverystudio.host.LayerRole.MASK;
import static org.liverystudio.host.LayerRole.NONE;
import static org.liverystudio.host.LayerRole.WIREFRAME;

import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.fixture.SharedInputs;
import org.liverystudio.ai.fixture.TestLayer;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.Rect;

class ControlPictureTest {
    private static final Rect ALL = new Rect(0, 0, 64, 64);

    @ParameterizedTest
    @EnumSource(names = {"MASK", "DEPTH"})
    void theTemplatesMaskBecomesWhiteIslandsOnBlack(ControlKind kind) {
        var guides = TestSnapshot.template().layers().get(1);
        var mask = guides.children().get(0);

        RgbImage picture =
                ControlPicture.of(ControlSource.of(mask), kind, ALL, ALL, new Size(64, 64));

        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(grey(picture, x, y)).isEqualTo(TestSnapshot.isIsland(x, y) ? 255 : 0);
            }
        }
    }

    @Test
    void reducingTakesTheMeanOfWhatAPixelCovers() {
        var mask = pixels("Mask", MASK, ALL, (x, y) -> x < 2 ? 0 : 0xff000000);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(mask), ControlKind.MASK, ALL, ALL, new Size(16, 16));

        assertThat(grey(picture, 0, 5)).isEqualTo(128);
        assertThat(grey(picture, 1, 5)).isZero();
    }

    @Test
    void whatLiesOutsideTheDocumentIsBlackEvenForAMask() {
        var mask = pixels("Mask", MASK, ALL, (x, y) -> x < 32 ? 0 : 0xff000000);
        Rect wide = new Rect(-32, 0, 128, 64);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(mask), ControlKind.MASK, ALL, wide, new Size(128, 64));

        assertThat(grey(picture, 31, 10)).isZero();
        assertThat(grey(picture, 32, 10)).isEqualTo(255);
        assertThat(grey(picture, 100, 10)).isZero();
    }

    @Test
    void anotherLayerAsMaskIsItsCoverage() {
        var logo = pixels("Logo", NONE, new Rect(10, 10, 4, 4), (x, y) -> 0x80ff0000);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(logo), ControlKind.MASK, ALL, ALL, new Size(64, 64));

        assertThat(grey(picture, 11, 11)).isEqualTo(128);
        assertThat(grey(picture, 20, 11)).isZero();
    }

    @Test
    void anotherLayerAsDepthIsItsBrightnessOverBlack() {
        var green = pixels("Green", NONE, new Rect(0, 0, 32, 64), (x, y) -> 0x8000ff00);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(green), ControlKind.DEPTH, ALL, ALL, new Size(64, 64));

        assertThat(grey(picture, 3, 3)).isEqualTo(Math.round(182 * 128 / 255f));
        assertThat(grey(picture, 40, 3)).isZero();
    }

    @Test
    void aWireframeStaysWhiteWhenItIsReduced() {
        var wire = pixels("Wire", WIREFRAME, ALL, (x, y) -> x == 21 ? 0xff00ff00 : 0);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(wire), ControlKind.LINES, ALL, ALL, new Size(16, 16));

        assertThat(grey(picture, 5, 8)).isEqualTo(255);
        assertThat(grey(picture, 4, 8)).isZero();
    }

    @Test
    void ofAShapeTheOutlineIsDrawn() {
        var block = pixels("Block", NONE, new Rect(8, 8, 48, 48), (x, y) -> 0xffffffff);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(block), ControlKind.LINES, ALL, ALL, new Size(64, 64));

        assertThat(grey(picture, 8, 30)).isEqualTo(255);
        assertThat(grey(picture, 30, 30)).isZero();
        assertThat(grey(picture, 2, 30)).isZero();
    }

    @Test
    void aPictureFileIsLaidOverTheWholeDocument() {
        var half = pixels("Half", NONE, new Rect(0, 0, 8, 8), (x, y) -> x < 4 ? -1 : 0xff000000);
        ControlSource file = ControlSource.of(TestSnapshot.of(8, 8, half), ALL);

        RgbImage picture = ControlPicture.of(file, ControlKind.MASK, ALL, ALL, new Size(64, 64));

        assertThat(grey(picture, 10, 30)).isEqualTo(255);
        assertThat(grey(picture, 50, 30)).isZero();
    }

    @Test
    void theRallyMaskAt512AgreesWithTheMeanOfItsPixels() throws IOException {
        var stored = ImageIO.read(SharedInputs.file("rally/paintable_mask.png").toFile());
        Rect whole = new Rect(0, 0, 2048, 2048);
        var mask =
                TestLayer.pixels(
                        "Mask",
                        MASK,
                        whole,
                        (x, y) -> (255 - stored.getRaster().getSample(x, y, 0)) << 24);

        RgbImage picture =
                ControlPicture.of(
                        ControlSource.of(mask), ControlKind.MASK, whole, whole, new Size(512, 512));

        for (int y = 0; y < 512; y += 7) {
            for (int x = 0; x < 512; x++) {
                int sum = 0;
                for (int i = 0; i < 16; i++) {
                    sum += stored.getRaster().getSample(x * 4 + i % 4, y * 4 + i / 4, 0);
                }
                assertThat(grey(picture, x, y)).isEqualTo(Math.round(sum / 16f));
            }
        }
    }

    private static int grey(RgbImage picture, int x, int y) {
        int offset = (y * picture.width() + x) * 3;
        byte[] rgb = picture.rgb();
        assertThat(rgb[offset + 1]).isEqualTo(rgb[offset]);
        assertThat(rgb[offset + 2]).isEqualTo(rgb[offset]);
        return rgb[offset] & 0xff;
    }
}
