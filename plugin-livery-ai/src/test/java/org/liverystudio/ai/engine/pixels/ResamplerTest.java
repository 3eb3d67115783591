package org.liverystudio.ai.engine.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.engine.pixels.Resampler.Filter;
import org.liverystudio.ai.engine.pixels.Resampler.Grid;
import org.liverystudio.ai.torch.EdgeWrap;

class ResamplerTest {
    @ParameterizedTest
    @EnumSource
    void aPlainPlaneStaysPlainInAnyGrid(Filter filter) {
        float[] plane = new float[17 * 9];
        Arrays.fill(plane, 77);

        for (Grid to : new Grid[] {new Grid(5, 23), new Grid(64, 3), new Grid(17, 9)}) {
            float[] result = Resampler.resize(plane, new Grid(17, 9), to, filter);

            assertThat(result).hasSize(to.width() * to.height());
            for (float value : result) {
                assertThat(value).isCloseTo(77, within(0.001f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEAREST")
    void aSymmetricPlaneStaysSymmetricSoNothingMoves(Filter filter) {
        float[] ramp = new float[16];
        for (int i = 0; i < 16; i++) {
            ramp[i] = i < 8 ? i : 15 - i;
        }

        for (int width : new int[] {5, 16, 37, 64}) {
            float[] result = Resampler.resize(ramp, new Grid(16, 1), new Grid(width, 1), filter);
            for (int i = 0; i < width; i++) {
                assertThat(result[i]).isCloseTo(result[width - 1 - i], within(0.001f));
            }
        }
    }

    @Test
    void areaIsTheMeanAlsoWherePixelsAreCutByABorder() {
        float[] result =
                Resampler.resize(
                        new float[] {0, 90, 30}, new Grid(3, 1), new Grid(2, 1), Filter.AREA);

        // 1.5 source pixels each: 0 and half of 90; half of 90 and 30.
        assertThat(result).containsExactly(new float[] {30, 50}, within(0.001f));
    }

    @Test
    void nearestAndBicubicAreThoseOfTorch() {
        float[] line = {1, 5, 2, 8};
        Grid from = new Grid(4, 1);

        // torch.nn.functional.interpolate(torch.tensor([[[[1., 5, 2, 8]]]]), size=(1, 6), mode=...)
        assertThat(Resampler.resize(line, from, new Grid(6, 1), Filter.NEAREST))
                .containsExactly(1, 1, 5, 2, 2, 8);
        assertThat(Resampler.resize(line, from, new Grid(6, 1), Filter.BICUBIC))
                .containsExactly(
                        new float[] {0.6528f, 3.2812f, 4.8125f, 1.9792f, 4.7188f, 8.5208f},
                        within(1e-4f));
    }

    @Test
    void aPlaneThatContinuesOnItsOppositeSideIsResizedAroundTheRing() {
        float[] plane = {1, 5, 2, 8, 3, 7, 0, 4};
        float[] moved = {2, 8, 1, 5, 0, 4, 3, 7};
        EdgeWrap x = new EdgeWrap(true, false);

        float[] large = Resampler.resize(plane, new Grid(4, 2), new Grid(8, 4), Filter.LANCZOS3, x);
        float[] largeMoved =
                Resampler.resize(moved, new Grid(4, 2), new Grid(8, 4), Filter.LANCZOS3, x);

        for (int i = 0; i < large.length; i++) {
            int opposite = i / 8 * 8 + (i + 4) % 8;
            assertThat(largeMoved[opposite]).isCloseTo(large[i], within(1e-5f));
        }
    }

    @Test
    void lanczosKeepsAnEdgeSharperThanMitchell() {
        float[] edge = {0, 0, 0, 0, 100, 100, 100, 100};
        Grid from = new Grid(8, 1);
        Grid to = new Grid(32, 1);

        float[] sharp = Resampler.resize(edge, from, to, Filter.LANCZOS3);
        float[] soft = Resampler.resize(edge, from, to, Filter.MITCHELL);

        assertThat(sharp[18] - sharp[13]).isGreaterThan(soft[18] - soft[13]);
        for (float value : soft) {
            assertThat(value).isBetween(-4f, 104f);
        }
    }
}
