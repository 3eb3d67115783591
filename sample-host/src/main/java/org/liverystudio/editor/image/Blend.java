package org.liverystudio.editor.image;

import org.liverystudio.host.BlendMode;

/**
 * How the colour of a layer mixes with what lies below, for values from 0 to 1.
 *
 * @see <a href="https://www.w3.org/TR/compositing-1/">Compositing and Blending Level 1</a> for the
 *     common modes; the linear, vivid, pin and hard-mix lights, the burns and divide follow
 *     Photoshop's description of its modes
 */
final class Blend {
    private Blend() {}

    /** A mode that treats red, green and blue alike and apart. */
    @FunctionalInterface
    interface Separable {
        float of(float below, float above);
    }

    /**
     * The formula of a mode.
     *
     * @return null for the modes that look at a whole colour, see {@link WholeColour}
     */
    static Separable separable(BlendMode mode) {
        return switch (mode) {
            case PASS_THROUGH, NORMAL, DISSOLVE -> (below, above) -> above;
            case DARKEN -> Math::min;
            case MULTIPLY -> (below, above) -> below * above;
            case COLOR_BURN -> Blend::colorBurn;
            case LINEAR_BURN -> (below, above) -> Math.max(0, below + above - 1);
            case LIGHTEN -> Math::max;
            case SCREEN -> (below, above) -> below + above - below * above;
            case COLOR_DODGE -> Blend::colorDodge;
            case LINEAR_DODGE -> (below, above) -> Math.min(1, below + above);
            case OVERLAY -> (below, above) -> hardLight(above, below);
            case SOFT_LIGHT -> Blend::softLight;
            case HARD_LIGHT -> Blend::hardLight;
            case VIVID_LIGHT -> Blend::vividLight;
            case LINEAR_LIGHT -> (below, above) -> clamp(below + 2 * above - 1);
            case PIN_LIGHT ->
                    (below, above) ->
                            above <= 0.5f
                                    ? Math.min(below, 2 * above)
                                    : Math.max(below, 2 * above - 1);
            case HARD_MIX -> Blend::hardMix;
            case DIFFERENCE -> (below, above) -> Math.abs(below - above);
            case EXCLUSION -> (below, above) -> below + above - 2 * below * above;
            case SUBTRACT -> (below, above) -> Math.max(0, below - above);
            case DIVIDE -> Blend::divide;
            case DARKER_COLOR, LIGHTER_COLOR, HUE, SATURATION, COLOR, LUMINOSITY -> null;
        };
    }

    private static float colorBurn(float below, float above) {
        if (below >= 1) {
            return 1;
        }
        return above <= 0 ? 0 : 1 - Math.min(1, (1 - below) / above);
    }

    private static float colorDodge(float below, float above) {
        if (below <= 0) {
            return 0;
        }
        return above >= 1 ? 1 : Math.min(1, below / (1 - above));
    }

    private static float hardLight(float below, float above) {
        return above <= 0.5f ? 2 * below * above : 1 - 2 * (1 - below) * (1 - above);
    }

    private static float softLight(float below, float above) {
        if (above <= 0.5f) {
            return below - (1 - 2 * above) * below * (1 - below);
        }
        float lifted =
                below <= 0.25f ? ((16 * below - 12) * below + 4) * below : (float) Math.sqrt(below);
        return below + (2 * above - 1) * (lifted - below);
    }

    /**
     * Burns with dark and dodges with light colours; unlike the plain modes, black over white is
     * black and white over black is white, as Photoshop shows it.
     */
    private static float vividLight(float below, float above) {
        if (above <= 0 || above >= 1) {
            return above;
        }
        return above <= 0.5f
                ? 1 - Math.min(1, (1 - below) / (2 * above))
                : Math.min(1, below / (2 - 2 * above));
    }

    /** Black or white; where both add up to exactly 1, Photoshop lets the lower one decide. */
    private static float hardMix(float below, float above) {
        float sum = below + above;
        return sum > 1 || sum == 1 && below > 0.5f ? 1 : 0;
    }

    private static float divide(float below, float above) {
        if (above <= 0) {
            return below <= 0 ? 0 : 1;
        }
        return Math.min(1, below / above);
    }

    private static float clamp(float value) {
        return Math.clamp(value, 0f, 1f);
    }
}
