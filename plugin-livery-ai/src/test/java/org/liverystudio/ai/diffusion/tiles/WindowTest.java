package org.liverystudio.ai.diffusion.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;

class WindowTest {
    private static final EdgeWrap BOTH = new EdgeWrap(true, true);

    @Test
    void aWindowBeyondTheLastRowAndColumnGoesOnWithTheFirst() {
        FloatTensor whole = counting(1, 2, 3);

        FloatTensor part = new Window(1, 2, 2, 2).of(whole, 1);

        assertThat(part.shape()).containsExactly(1L, 1L, 2L, 2L);
        assertThat(part.values()).containsExactly(5, 3, 2, 0);
    }

    @Test
    void aWindowOfAPictureIsCutInPixels() {
        FloatTensor part = new Window(1, 0, 1, 1).of(counting(2, 4, 4), 2);

        assertThat(part.values()).containsExactly(8, 9, 12, 13, 24, 25, 28, 29);
    }

    @Test
    void windowsLieAtEvenDistancesAndAreAllOfOneSize() {
        LatentTiling tiling = new LatentTiling(8, 2);

        assertThat(tiling.windows(counting(1, 8, 21), EdgeWrap.NONE))
                .containsExactly(
                        new Window(0, 0, 8, 8),
                        new Window(0, 4, 8, 8),
                        new Window(0, 9, 8, 8),
                        new Window(0, 13, 8, 8));
        assertThat(tiling.windows(counting(1, 8, 12), BOTH))
                .containsExactly(new Window(0, 0, 8, 8), new Window(0, 6, 8, 8));
        assertThat(tiling.inside(counting(1, 8, 12), BOTH)).isEqualTo(new EdgeWrap(false, true));
    }

    @Property(tries = 200)
    void windowsCoverAllLatentsAndNeighboursShareTheOverlapAtLeast(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 2, max = 20) int tile,
            @ForAll @IntRange(min = 0, max = 10) int overlap,
            @ForAll boolean ring) {
        LatentTiling tiling = new LatentTiling(tile, Math.min(overlap, tile - 1));
        List<Window> windows = tiling.windows(counting(1, 1, width), new EdgeWrap(ring, false));

        int end = windows.getFirst().width();
        for (Window window : windows.subList(1, windows.size())) {
            assertThat(end - window.left()).isGreaterThanOrEqualTo(tiling.overlap());
            end = window.left() + window.width();
        }
        boolean whole = windows.size() == 1;
        assertThat(end).isGreaterThanOrEqualTo(ring && !whole ? width + tiling.overlap() : width);
        assertThat(windows).allMatch(window -> window.width() == Math.min(tile, width));
    }

    @Property(tries = 100)
    void windowsOfOneAndTheSamePictureJoinToIt(
            @ForAll @IntRange(min = 3, max = 30) int height,
            @ForAll @IntRange(min = 3, max = 30) int width,
            @ForAll boolean ring) {
        EdgeWrap wrap = new EdgeWrap(ring, ring);
        LatentTiling tiling = new LatentTiling(8, 3);
        FloatTensor whole = counting(2, height, width);
        WindowBlend blend = new WindowBlend(whole, tiling.overlap());

        tiling.windows(whole, wrap).forEach(window -> blend.add(window, window.of(whole, 1)));

        float[] joined = blend.result().values();
        for (int i = 0; i < joined.length; i++) {
            assertThat(joined[i]).isCloseTo(whole.values()[i], Offset.offset(1e-2f));
        }
    }

    @Test
    void betweenTwoWindowsOneFadesIntoTheOther() {
        FloatTensor like = counting(1, 1, 6);
        WindowBlend blend = new WindowBlend(like, 2);

        blend.add(new Window(0, 0, 1, 4), filled(0, 4));
        blend.add(new Window(0, 2, 1, 4), filled(3, 4));

        // Weights 2/3 and 1/3, then 1/3 and 2/3; a row's weight counts for both alike.
        assertThat(blend.result().values())
                .containsExactly(new float[] {0, 0, 1, 2, 3, 3}, Offset.offset(1e-6f));
    }

    @Test
    void aRingIsClosedByFadingWhatLiesBeyondItsEndIntoItsBeginning() {
        RingSeam seam = new RingSeam(new EdgeWrap(true, false), 2);

        FloatTensor longer = seam.longer(counting(1, 1, 4), 1);
        FloatTensor closed =
                seam.closed(new FloatTensor(longer.shape(), new float[] {8, 8, 2, 3, 4, 6}), 1, 4);

        assertThat(longer.values()).containsExactly(0, 1, 2, 3, 0, 1);
        assertThat(closed.values()).containsExactly(4, 7, 2, 3);
    }

    @Test
    void aTileMustBeLargerThanWhatItShares() {
        assertThatThrownBy(() -> new LatentTiling(8, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("8 of 8 overlap");
    }

    private static FloatTensor counting(int channels, int height, int width) {
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FloatTensor(List.of(1L, (long) channels, (long) height, (long) width), values);
    }

    private static FloatTensor filled(float value, int width) {
        float[] values = new float[width];
        Arrays.fill(values, value);
        return new FloatTensor(List.of(1L, 1L, 1L, (long) width), values);
    }
}
