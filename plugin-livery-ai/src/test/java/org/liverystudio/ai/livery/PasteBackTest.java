package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

class PasteBackTest {
    @Test
    void alphaIsExactlyTheCoverageAndColourStaysUnmixed() {
        Rect crop = new Rect(10, 20, 4, 1);
        Coverage clip = new Coverage(crop, new byte[] {0, 1, (byte) 128, (byte) 255});

        Raster cut = PasteBack.cut(plain(4, 1, 200, 100, 50), crop, clip);

        assertThat(cut.toRgba())
                .containsExactly(
                        bytes(0, 0, 0, 0, 200, 100, 50, 1, 200, 100, 50, 128, 200, 100, 50, 255));
    }

    @Test
    void theTemplatesDeadSpaceStaysFullyTransparent() {
        Rect crop = new Rect(8, 8, 48, 48);
        Coverage clip = PaintableArea.of(TestSnapshot.template()).trimmed();

        Raster cut = PasteBack.cut(plain(16, 16, 255, 255, 255), crop, clip);

        assertThat(clip.bounds()).isEqualTo(crop);
        byte[] rgba = cut.toRgba();
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 48; x++) {
                int alpha = rgba[(y * 48 + x) * 4 + 3] & 0xff;
                assertThat(alpha).isEqualTo(TestSnapshot.isIsland(x + 8, y + 8) ? 255 : 0);
            }
        }
    }

    @Test
    void onlyTheClippedPartOfACropIsReturned() {
        byte[] rgb = new byte[8 * 8 * 3];
        for (int i = 0; i < 64; i++) {
            rgb[i * 3] = (byte) i;
        }
        Rect crop = new Rect(100, 100, 8, 8);

        Raster cut =
                PasteBack.cut(
                        new RgbImage(8, 8, rgb), crop, Coverage.full(new Rect(103, 102, 2, 1)));

        assertThat(cut.toRgba()).containsExactly(bytes(2 * 8 + 3, 0, 0, 255, 2 * 8 + 4, 0, 0, 255));
    }

    @Test
    void enlargingKeepsPlainColourPlainAndOrderInARamp() {
        byte[] ramp = new byte[16 * 3];
        for (int i = 0; i < 16; i++) {
            Arrays.fill(ramp, i * 3, i * 3 + 3, (byte) (i * 16));
        }
        Rect crop = new Rect(0, 0, 64, 4);

        byte[] rgba = PasteBack.cut(new RgbImage(16, 1, ramp), crop, Coverage.full(crop)).toRgba();

        for (int x = 9; x < 56; x++) {
            assertThat(rgba[x * 4] & 0xff).isGreaterThanOrEqualTo(rgba[(x - 1) * 4] & 0xff);
        }
        byte[] plain = PasteBack.cut(plain(16, 16, 7, 77, 177), crop, Coverage.full(crop)).toRgba();
        assertThat(Arrays.copyOf(plain, 4)).containsExactly(bytes(7, 77, 177, 255));
        assertThat(Arrays.copyOfRange(plain, 400, 404)).containsExactly(bytes(7, 77, 177, 255));
    }

    @Test
    void reducingMixesLightNotNumbers() {
        byte[] stripes = new byte[64 * 64 * 3];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 2 == 0 ? 255 : 0);
        }
        Rect crop = new Rect(0, 0, 8, 8);

        byte[] rgba =
                PasteBack.cut(new RgbImage(64, 64, stripes), crop, Coverage.full(crop)).toRgba();

        // Half the light is stored as 188, not as 128.
        assertThat(rgba[(4 * 8 + 4) * 4] & 0xff).isBetween(186, 190);
    }

    private static RgbImage plain(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new RgbImage(width, height, rgb);
    }

    private static byte[] bytes(int... values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }
}
