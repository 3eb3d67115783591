package org.liverystudio.ai.engine;

import java.util.List;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.tensors.FloatTensor;

/** Turns bytes row by row into planes of numbers, as networks hold pictures, and back. */
final class Pictures {
    private static final int CHANNELS = 3;

    private Pictures() {}

    /** Parts of a picture in 0 to 1, made into numbers when they are asked for. */
    static PictureParts parts(RgbImage image) {
        return (window, unit) ->
                planes(
                        image,
                        window.left() * unit,
                        window.top() * unit,
                        window.width() * unit,
                        window.height() * unit,
                        value -> value / 255f);
    }

    /**
     * @return {@code [1, 3, height, width]} in -1 to 1, as the autoencoder reads it
     */
    static FloatTensor toSignedPlanes(RgbImage image) {
        return planes(image, 0, 0, image.width(), image.height(), value -> 2 * (value / 255f) - 1);
    }

    /** A rectangle; beyond the right and the lower edge lies the opposite one. */
    private static FloatTensor planes(
            RgbImage image, int left, int top, int width, int height, ToFloat scale) {
        float[] table = new float[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = scale.of(i);
        }
        int plane = width * height;
        float[] values = new float[CHANNELS * plane];
        for (int y = 0; y < height; y++) {
            int row = (top + y) % image.height() * image.width();
            for (int x = 0; x < width; x++) {
                int from = CHANNELS * (row + (left + x) % image.width());
                for (int channel = 0; channel < CHANNELS; channel++) {
                    values[channel * plane + y * width + x] =
                            table[image.rgb()[from + channel] & 0xff];
                }
            }
        }
        return new FloatTensor(List.of(1L, (long) CHANNELS, (long) height, (long) width), values);
    }

    /** What a byte stands for. */
    @FunctionalInterface
    private interface ToFloat {
        float of(int value);
    }

    /**
     * Means over the pixels of each latent, so that an edge inside one changes it half.
     *
     * @param edge of a latent in pixels
     * @return {@code [1, 1, height/edge, width/edge]} in 0 to 1
     */
    static FloatTensor coverage(StrengthMask mask, int edge) {
        int width = mask.width() / edge;
        int height = mask.height() / edge;
        long[] sums = new long[width * height];
        for (int y = 0; y < height * edge; y++) {
            for (int x = 0; x < width * edge; x++) {
                sums[y / edge * width + x / edge] += mask.values()[y * mask.width() + x] & 0xff;
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) sums[i] / (edge * edge) / 255;
        }
        return new FloatTensor(List.of(1L, 1L, (long) height, (long) width), means);
    }

    /**
     * @param planes {@code [1, 3, height, width]} in -1 to 1; beyond is clipped
     */
    static RgbImage toImage(FloatTensor planes) {
        int height = planes.length(2);
        int width = planes.length(3);
        int plane = width * height;
        byte[] rgb = new byte[CHANNELS * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float value = planes.values()[channel * plane + pixel] / 2 + 0.5f;
                float inside = Math.clamp(value, 0f, 1f);
                // To the nearest even, as NumPy rounds.
                rgb[CHANNELS * pixel + channel] = (byte) Math.rint(inside * 255f);
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
