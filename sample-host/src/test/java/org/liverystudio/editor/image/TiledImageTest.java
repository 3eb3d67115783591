package org.liverystudio.editor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.Rect;

class TiledImageTest {
    @Property(tries = 60)
    void whatIsWrittenIsReadBackWhereverItLies(
            @ForAll @IntRange(min = -700, max = 700) int x,
            @ForAll @IntRange(min = -700, max = 700) int y,
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height) {
        Rect area = new Rect(x, y, width, height);
        byte[] rgba = noise(area);

        TiledImage image = TiledImage.ofRgba(area, rgba);

        assertThat(image.rgba(area)).isEqualTo(rgba);
        assertThat(image.bounds()).isEqualTo(area);
        assertThat(image.rgba(new Rect(x - 1, y - 1, 1, 1))).containsOnly(0);
        assertThat(image.rgba(new Rect(x + width, y + height - 1, 1, 1))).containsOnly(0);
    }

    @Test
    void colourUnderAlphaZeroIsKept() {
        Rect area = new Rect(3, 4, 1, 1);
        byte[] hidden = {10, 20, 30, 0};

        assertThat(TiledImage.ofRgba(area, hidden).rgba(area)).isEqualTo(hidden);
    }

    @Test
    void aChangedCopySharesTheTilesThatWereLeftAlone() {
        Rect area = new Rect(0, 0, 1024, 512);
        TiledImage image = TiledImage.ofRgba(area, noise(area));

        TiledImage changed = image.edit().write(new Rect(5, 5, 1, 1), new byte[4]).build();

        long tileBytes = 256 * 256 * 4;
        assertThat(image.byteCount()).isEqualTo(8 * tileBytes);
        assertThat(changed.byteCountNotIn(image)).isEqualTo(tileBytes);
        assertThat(changed.changedSince(image)).isEqualTo(new Rect(5, 5, 1, 1));
        assertThat(image.rgba(new Rect(5, 5, 1, 1))).isNotEqualTo(new byte[4]);
    }

    /** However images come from each other, the difference is what a look at each pixel finds. */
    @Test
    void theChangedAreaIsAsSmallAsCanBe() {
        Random random = new Random(3);
        Rect area = new Rect(0, 0, 600, 300);
        TiledImage image = TiledImage.ofRgba(area, noise(area));
        for (int i = 0; i < 30; i++) {
            Rect dab =
                    new Rect(
                            random.nextInt(560),
                            random.nextInt(260),
                            1 + random.nextInt(40),
                            1 + random.nextInt(40));
            byte[] inverted = image.rgba(dab);
            for (int b = 0; b < inverted.length; b++) {
                inverted[b] = (byte) ~inverted[b];
            }

            TiledImage changed = image.edit().write(dab, inverted).build();

            assertThat(changed.changedSince(image)).isEqualTo(dab);
            assertThat(image.changedSince(changed)).isEqualTo(dab);
            image = changed;
        }
    }

    @Test
    void aReducedPictureThatWasKeptUpToDateIsTheOneMadeAnew() {
        Random random = new Random(4);
        Rect area = new Rect(-300, -40, 900, 700);
        TiledImage image = TiledImage.ofRgba(area, noise(area));
        for (int i = 0; i < 20; i++) {
            if (i % 3 == 0) {
                image.level(2);
            }
            Rect dab = new Rect(random.nextInt(600) - 300, random.nextInt(500), 90, 90);
            image =
                    i % 4 == 0
                            ? image.edit().clear(dab).build()
                            : image.edit().write(dab, noise(dab)).build();
        }

        Rect quarter = new Rect(-80, -20, 260, 220);
        byte[] kept = new byte[(int) quarter.area() * 4];
        image.level(2).read(quarter, kept, 0);

        byte[] anew = new byte[kept.length];
        Rect all = image.bounds();
        TiledImage.ofRgba(all, image.rgba(all)).level(2).read(quarter, anew, 0);
        assertThat(kept).isEqualTo(anew);
    }

    @Test
    void clearedTilesCostNothing() {
        Rect area = new Rect(0, 0, 512, 256);
        TiledImage image = TiledImage.ofRgba(area, noise(area));

        TiledImage cleared = image.edit().clear(new Rect(100, 0, 412, 256)).build();

        assertThat(cleared.byteCount()).isEqualTo(256 * 256 * 4);
        assertThat(cleared.rgba(new Rect(100, 0, 412, 256))).containsOnly(0);
        assertThat(cleared.rgba(new Rect(0, 0, 100, 256)))
                .isEqualTo(image.rgba(new Rect(0, 0, 100, 256)));
        assertThat(cleared.bounds()).isEqualTo(area);
    }

    @Test
    void placesOfOnePlainColourShareOneTile() {
        Rect area = new Rect(0, 0, 1024, 1024);
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        Arrays.fill(rgba, (byte) 77);

        TiledImage image = TiledImage.ofRgba(area, rgba);
        TiledImage dotted = image.edit().write(new Rect(300, 300, 1, 1), new byte[4]).build();

        assertThat(image.byteCount()).isEqualTo(256 * 256 * 4);
        assertThat(dotted.byteCount()).isEqualTo(2 * 256 * 256 * 4);
        assertThat(dotted.rgba(new Rect(0, 0, 1, 1))).containsOnly(77);
        assertThat(image.rgba(area)).isEqualTo(rgba);
    }

    @Test
    void anArrayThatDoesNotFitTheAreaIsRefused() {
        assertThatThrownBy(() -> TiledImage.ofRgba(new Rect(0, 0, 2, 2), new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15 bytes do not fill");
    }

    @Test
    void halvingWeighsColourByAlpha() {
        byte[] rgba = {
            (byte) 200,
            0,
            0,
            (byte) 255,
            0,
            100,
            0,
            0, //
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
        TiledImage image = TiledImage.ofRgba(new Rect(-2, -2, 2, 2), rgba);

        byte[] half = new byte[4];
        image.level(1).read(new Rect(-1, -1, 1, 1), half, 0);

        assertThat(half).containsExactly(200, 0, 0, 64);
    }

    @Test
    void aMaskHasItsOutsideValueEverywhereElse() {
        Rect area = new Rect(250, 250, 12, 12);
        byte[] coverage = new byte[144];
        TiledMask mask = TiledMask.of(area, coverage, 255);

        assertThat(mask.coverage(area)).isEqualTo(coverage);
        assertThat(mask.coverage(new Rect(0, 0, 1, 1))).containsExactly(255);
        assertThat(mask.outside()).isEqualTo(255);
    }

    private static byte[] noise(Rect area) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        new Random(area.hashCode()).nextBytes(rgba);
        return rgba;
    }
}
