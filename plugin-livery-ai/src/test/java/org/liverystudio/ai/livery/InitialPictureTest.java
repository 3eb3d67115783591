package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.fixture.TestLayer.pixels;

import org.junit.jupiter.api.Test;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.StrengthMask;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

class InitialPictureTest {
    private static final Rect ALL = new Rect(0, 0, 64, 64);

    @Test
    void pixelsArriveAsTheyAreAndTransparentOnesAreGrey() {
        var layer =
                pixels(
                        "Half",
                        LayerRole.NONE,
                        ALL,
                        (x, y) -> x < 20 ? 0xff112233 : x < 40 ? 0x80ff0000 : 0);

        RgbImage picture = InitialPicture.of(ControlSource.of(layer), ALL, ALL, new Size(64, 64));

        assertThat(rgb(picture, 5, 5)).containsExactly(0x11, 0x22, 0x33);
        assertThat(rgb(picture, 30, 5)).containsExactly(192, 64, 64);
        assertThat(rgb(picture, 50, 5)).containsExactly(128, 128, 128);
    }

    @Test
    void whatLiesOutsideTheDocumentIsGreyToo() {
        var layer = pixels("All", LayerRole.NONE, ALL, (x, y) -> 0xff00ff00);

        RgbImage picture =
                InitialPicture.of(
                        ControlSource.of(layer), ALL, new Rect(-32, 0, 128, 64), new Size(128, 64));

        assertThat(rgb(picture, 10, 10)).containsExactly(128, 128, 128);
        assertThat(rgb(picture, 64, 10)).containsExactly(0, 255, 0);
    }

    @Test
    void reducingAndPastingBackKeepsColour() {
        var layer = pixels("All", LayerRole.NONE, ALL, (x, y) -> 0xffc86432);
        Rect crop = new Rect(0, 0, 64, 64);

        RgbImage small = InitialPicture.of(ControlSource.of(layer), ALL, crop, new Size(16, 16));
        byte[] back = PasteBack.cut(small, crop, Coverage.full(crop)).toRgba();

        assertThat(rgb(small, 8, 8)).containsExactly(0xc8, 0x64, 0x32);
        assertThat(back[0] & 0xff).isEqualTo(0xc8);
        assertThat(back[1] & 0xff).isEqualTo(0x64);
        assertThat(back[2] & 0xff).isEqualTo(0x32);
    }

    @Test
    void theVisiblePictureIsWhatThePainterSees() {
        TestSnapshot template = TestSnapshot.template();

        RgbImage picture =
                InitialPicture.of(ControlSource.ofVisible(template), ALL, ALL, new Size(64, 64));

        assertThat(rgb(picture, 10, 10)).containsExactly(0x20, 0x40, 0x60);
        assertThat(rgb(picture, 1, 1)).containsExactly(0x40, 0x40, 0x40);
    }

    @Test
    void theMaskIsMeantOverWhatAPixelCoversAndZeroOutside() {
        Coverage left = Coverage.full(new Rect(0, 0, 6, 64));

        StrengthMask mask = InitialPicture.mask(left, new Rect(-4, 0, 64, 64), new Size(16, 16));

        assertThat(mask.values()[0]).isZero();
        assertThat(mask.values()[1] & 0xff).isEqualTo(255);
        assertThat(mask.values()[2] & 0xff).isEqualTo(128);
        assertThat(mask.values()[3]).isZero();
    }

    private static int[] rgb(RgbImage picture, int x, int y) {
        int at = (y * picture.width() + x) * 3;
        return new int[] {
            picture.rgb()[at] & 0xff, picture.rgb()[at + 1] & 0xff, picture.rgb()[at + 2] & 0xff
        };
    }
}
