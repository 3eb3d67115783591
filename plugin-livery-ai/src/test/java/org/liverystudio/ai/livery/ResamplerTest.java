package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.livery.Resampler.Filter;

class ResamplerTest {
    @ParameterizedTest
    @EnumSource
    void aPlainPlaneStaysPlainInAnySize(Filter filter) {
        float[] plane = new float[17 * 9];
        Arrays.fill(plane, 77);

        for (Size to : new Size[] {new Size(5, 23), new Size(64, 3), new Size(17, 9)}) {
            float[] result = Resampler.resize(plane, new Size(17, 9), to, filter);

            assertThat(result).hasSize(to.width() * to.height());
            for (float value : result) {
                assertThat(value).isCloseTo(77, within(0.001f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSymmetricPlaneStaysSymmetricSoNothingMoves(Filter filter) {
        float[] ramp = new float[16];
        for (int i = 0; i < 16; i++) {
            ramp[i] = i < 8 ? i : 15 - i;
        }

        for (int width : new int[] {5, 16, 37, 64}) {
            float[] result = Resampler.resize(ramp, new Size(16, 1), new Size(width, 1), filter);
            for (int i = 0; i < width; i++) {
                assertThat(result[i]).isCloseTo(result[width - 1 - i], within(0.001f));
            }
        }
    }

    @Test
    void areaIsTheMeanAlsoWherePixelsAreCutByABorder() {
        float[] result =
                Resampler.resize(
                        new float[] {0, 90, 30}, new Size(3, 1), new Size(2, 1), Filter.AREA);

        // 1.5 source pixels each: 0 and half of 90; half of 90 and 30.
        assertThat(result).containsExactly(new float[] {30, 50}, within(0.001f));
    }

    @Test
    void lanczosKeepsAnEdgeSharperThanMitchell() {
        float[] edge = {0, 0, 0, 0, 100, 100, 100, 100};
        Size from = new Size(8, 1);
        Size to = new Size(32, 1);

        float[] sharp = Resampler.resize(edge, from, to, Filter.LANCZOS3);
        float[] soft = Resampler.resize(edge, from, to, Filter.MITCHELL);

        assertThat(sharp[18] - sharp[13]).isGreaterThan(soft[18] - soft[13]);
        for (float value : soft) {
            assertThat(value).isBetween(-4f, 104f);
        }
    }
}
