package org.liverystudio.editor.image;

import org.liverystudio.host.BlendMode;

/**
 * Blend modes that look at a whole colour instead of one channel.
 *
 * @see <a href="https://www.w3.org/TR/compositing-1/#blendingnonseparable">Compositing and Blending
 *     Level 1, non-separable modes</a>
 */
final class WholeColour {
    private WholeColour() {}

    /**
     * Mixes {@code above} into {@code below}.
     *
     * @param below red, green, blue from 0 to 1
     * @param above likewise
     * @param result receives three values; may be neither of the others
     */
    static void blend(BlendMode mode, float[] below, float[] above, float[] result) {
        switch (mode) {
            case DARKER_COLOR -> copy(luminance(above) < luminance(below) ? above : below, result);
            case LIGHTER_COLOR -> copy(luminance(above) > luminance(below) ? above : below, result);
            case HUE -> {
                withSaturation(above, saturation(below), result);
                setLuminance(result, luminance(below));
            }
            case SATURATION -> {
                withSaturation(below, saturation(above), result);
                setLuminance(result, luminance(below));
            }
            case COLOR -> {
                copy(above, result);
                setLuminance(result, luminance(below));
            }
            case LUMINOSITY -> {
                copy(below, result);
                setLuminance(result, luminance(above));
            }
            default -> throw new IllegalArgumentException(mode + " works channel by channel");
        }
    }

    private static void copy(float[] from, float[] to) {
        System.arraycopy(from, 0, to, 0, 3);
    }

    private static float luminance(float[] colour) {
        return 0.3f * colour[0] + 0.59f * colour[1] + 0.11f * colour[2];
    }

    private static float max(float[] colour) {
        return Math.max(colour[0], Math.max(colour[1], colour[2]));
    }

    private static float min(float[] colour) {
        return Math.min(colour[0], Math.min(colour[1], colour[2]));
    }

    private static float saturation(float[] colour) {
        return max(colour) - min(colour);
    }

    private static void withSaturation(float[] colour, float saturation, float[] result) {
        float low = min(colour);
        float range = max(colour) - low;
        for (int c = 0; c < 3; c++) {
            result[c] = range == 0 ? 0 : (colour[c] - low) * saturation / range;
        }
    }

    /** Shifts to a luminance and pulls what left 0 to 1 back towards the gray of that luminance. */
    private static void setLuminance(float[] colour, float luminance) {
        float shift = luminance - luminance(colour);
        for (int c = 0; c < 3; c++) {
            colour[c] += shift;
        }
        float low = min(colour);
        float high = max(colour);
        for (int c = 0; c < 3; c++) {
            if (low < 0) {
                colour[c] = luminance + (colour[c] - luminance) * luminance / (luminance - low);
            }
            if (high > 1) {
                colour[c] =
                        luminance + (colour[c] - luminance) * (1 - luminance) / (high - luminance);
            }
        }
    }
}
