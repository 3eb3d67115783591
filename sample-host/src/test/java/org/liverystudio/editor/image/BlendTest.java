package org.liverystudio.editor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.host.BlendMode;

class BlendTest {
    @ParameterizedTest(name = "{0} of {2} over {1} is {3}")
    @CsvSource({
        "NORMAL, 0.25, 0.75, 0.75",
        "DARKEN, 0.25, 0.75, 0.25",
        "MULTIPLY, 0.5, 0.5, 0.25",
        "COLOR_BURN, 0.75, 0.5, 0.5",
        "COLOR_BURN, 1, 0, 1",
        "COLOR_BURN, 0.5, 0, 0",
        "LINEAR_BURN, 0.75, 0.5, 0.25",
        "LINEAR_BURN, 0.25, 0.5, 0",
        "LIGHTEN, 0.25, 0.75, 0.75",
        "SCREEN, 0.5, 0.5, 0.75",
        "COLOR_DODGE, 0.25, 0.5, 0.5",
        "COLOR_DODGE, 0, 1, 0",
        "COLOR_DODGE, 0.5, 1, 1",
        "LINEAR_DODGE, 0.75, 0.5, 1",
        "OVERLAY, 0.25, 0.5, 0.25",
        "OVERLAY, 0.75, 0.75, 0.875",
        "SOFT_LIGHT, 0.25, 1, 0.5",
        "SOFT_LIGHT, 0.25, 0.5, 0.25",
        "SOFT_LIGHT, 0.5, 0, 0.25",
        "HARD_LIGHT, 0.5, 0.25, 0.25",
        "HARD_LIGHT, 0.5, 0.75, 0.75",
        "VIVID_LIGHT, 0.75, 0.25, 0.5",
        "VIVID_LIGHT, 0.25, 0.75, 0.5",
        "LINEAR_LIGHT, 0.5, 0.25, 0",
        "LINEAR_LIGHT, 0.5, 0.625, 0.75",
        "PIN_LIGHT, 0.5, 0.125, 0.25",
        "PIN_LIGHT, 0.5, 0.875, 0.75",
        "VIVID_LIGHT, 1, 0, 0",
        "VIVID_LIGHT, 0, 1, 1",
        "SOFT_LIGHT, 0.125, 1, 0.34375",
        "HARD_MIX, 0.5, 0.5, 0",
        "HARD_MIX, 0.75, 0.25, 1",
        "HARD_MIX, 0.75, 0.5, 1",
        "HARD_MIX, 0.5, 0.25, 0",
        "DIFFERENCE, 0.25, 0.75, 0.5",
        "EXCLUSION, 0.5, 0.25, 0.5",
        "SUBTRACT, 0.75, 0.25, 0.5",
        "SUBTRACT, 0.25, 0.75, 0",
        "DIVIDE, 0.25, 0.5, 0.5",
        "DIVIDE, 0.5, 0, 1",
    })
    void modesFollowTheirFormula(BlendMode mode, float below, float above, float expected) {
        assertThat(Blend.separable(mode).of(below, above)).isCloseTo(expected, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(
            value = BlendMode.class,
            names = {"DARKER_COLOR", "LIGHTER_COLOR", "HUE", "SATURATION", "COLOR", "LUMINOSITY"})
    void modesThatLookAtTheWholeColourKeepTheirPromise(BlendMode mode) {
        float[] below = {0.8f, 0.5f, 0.3f};
        float[] above = {0.2f, 0.3f, 0.9f};
        float[] result = new float[3];

        WholeColour.blend(mode, below, above, result);

        for (float value : result) {
            assertThat(value).isBetween(-1e-6f, 1 + 1e-6f);
        }
        float kept =
                switch (mode) {
                    case DARKER_COLOR, LUMINOSITY -> luminance(above);
                    default -> luminance(below);
                };
        assertThat(luminance(result)).isCloseTo(kept, within(1e-5f));
    }

    @Test
    void everyModeHasAFormulaOfOneKind() {
        EnumSet<BlendMode> wholeColour =
                EnumSet.of(
                        BlendMode.DARKER_COLOR,
                        BlendMode.LIGHTER_COLOR,
                        BlendMode.HUE,
                        BlendMode.SATURATION,
                        BlendMode.COLOR,
                        BlendMode.LUMINOSITY);
        for (BlendMode mode : BlendMode.values()) {
            assertThat(Blend.separable(mode) == null).isEqualTo(wholeColour.contains(mode));
        }
    }

    private static float luminance(float[] colour) {
        return 0.3f * colour[0] + 0.59f * colour[1] + 0.11f * colour[2];
    }
}
