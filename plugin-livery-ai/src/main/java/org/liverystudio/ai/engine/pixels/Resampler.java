package org.liverystudio.ai.engine.pixels;

import org.liverystudio.ai.torch.EdgeWrap;

/**
 * Changes the size of a plane of values by a separable filter.
 *
 * <p>When it reduces, the filter is stretched over all source pixels that fall into one of the
 * result, so nothing is skipped. Beyond the border the nearest value counts or, where the plane
 * continues on its opposite side, that.
 */
public final class Resampler {
    /** How many values a plane has. */
    public record Grid(int width, int height) {}

    /** Shapes of the filter. */
    public enum Filter {
        /** The value that lies there, as torch's {@code nearest}. */
        NEAREST(0),
        /** Mean of what a pixel covers: exact for coverage, blocky when it enlarges. */
        AREA(0.5),
        /** Smooth, overshoots by less than 4 %: Mitchell and Netravali 1988, B = C = 1/3. */
        MITCHELL(2),
        /** As torch's {@code bicubic} when it enlarges: Keys 1981, a = -3/4. */
        BICUBIC(2),
        /** Sharp, overshoots more at hard edges: sinc windowed by its own first lobe. */
        LANCZOS3(3);

        private final double radius;

        Filter(double radius) {
            this.radius = radius;
        }

        private double weight(double x) {
            double d = Math.abs(x);
            return switch (this) {
                case AREA -> d < 0.5 ? 1 : 0;
                case NEAREST -> 1;
                case MITCHELL -> mitchell(d);
                case BICUBIC -> bicubic(d);
                case LANCZOS3 -> d >= 3 ? 0 : sinc(d) * sinc(d / 3);
            };
        }

        private static double mitchell(double d) {
            if (d < 1) {
                return (7 * d * d * d - 12 * d * d + 16.0 / 3) / 6;
            }
            return d < 2 ? (-7.0 / 3 * d * d * d + 12 * d * d - 20 * d + 32.0 / 3) / 6 : 0;
        }

        private static double bicubic(double d) {
            double a = -0.75;
            if (d < 1) {
                return ((a + 2) * d - (a + 3)) * d * d + 1;
            }
            return d < 2 ? ((d - 5) * d + 8) * d * a - 4 * a : 0;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        }
    }

    private Resampler() {}

    /**
     * Beyond the border the nearest value counts.
     *
     * @param plane {@code from.width() * from.height()} values, row by row
     * @return {@code to.width() * to.height()} values; may leave the range of the source where the
     *     filter overshoots
     */
    public static float[] resize(float[] plane, Grid from, Grid to, Filter filter) {
        return resize(plane, from, to, filter, EdgeWrap.NONE);
    }

    /**
     * @param wrap which edges continue on the opposite side
     */
    public static float[] resize(float[] plane, Grid from, Grid to, Filter filter, EdgeWrap wrap) {
        if (from.equals(to)) {
            return plane.clone();
        }
        float[] rows = resizeRows(plane, from, to.width(), filter, wrap.x());
        return resizeColumns(rows, to.width(), from.height(), to.height(), filter, wrap.y());
    }

    private static float[] resizeRows(
            float[] plane, Grid from, int width, Filter filter, boolean ring) {
        Taps[] taps = taps(from.width(), width, filter, ring);
        float[] result = new float[width * from.height()];
        for (int y = 0; y < from.height(); y++) {
            int row = y * from.width();
            for (int x = 0; x < width; x++) {
                Taps tap = taps[x];
                float sum = 0;
                for (int i = 0; i < tap.weights.length; i++) {
                    sum += tap.weights[i] * plane[row + tap.indices[i]];
                }
                result[y * width + x] = sum;
            }
        }
        return result;
    }

    private static float[] resizeColumns(
            float[] plane, int width, int fromHeight, int height, Filter filter, boolean ring) {
        Taps[] taps = taps(fromHeight, height, filter, ring);
        float[] result = new float[width * height];
        for (int y = 0; y < height; y++) {
            Taps tap = taps[y];
            int to = y * width;
            for (int i = 0; i < tap.weights.length; i++) {
                float weight = tap.weights[i];
                int from = tap.indices[i] * width;
                for (int x = 0; x < width; x++) {
                    result[to + x] += weight * plane[from + x];
                }
            }
        }
        return result;
    }

    /** Which source values make up one value of the result, and how much each counts. */
    private record Taps(int[] indices, float[] weights) {}

    private static Taps[] taps(int from, int to, Filter filter, boolean ring) {
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        Taps[] all = new Taps[to];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            if (filter == Filter.NEAREST) {
                all[i] = new Taps(new int[] {(int) (i * scale)}, new float[] {1});
                continue;
            }
            int first = (int) Math.floor(centre - filter.radius * stretch);
            int last = (int) Math.ceil(centre + filter.radius * stretch);
            int[] indices = new int[last - first];
            double[] weights = new double[last - first];
            double sum = 0;
            for (int k = first; k < last; k++) {
                indices[k - first] = ring ? Math.floorMod(k, from) : Math.clamp(k, 0, from - 1);
                weights[k - first] =
                        filter == Filter.AREA
                                ? overlap(k, centre, stretch)
                                : filter.weight((k + 0.5 - centre) / stretch);
                sum += weights[k - first];
            }
            float[] normalised = new float[weights.length];
            for (int k = 0; k < weights.length; k++) {
                normalised[k] = (float) (weights[k] / sum);
            }
            all[i] = new Taps(indices, normalised);
        }
        return all;
    }

    /** How much of source pixel {@code k} lies under a box of width {@code size}. */
    private static double overlap(int k, double centre, double size) {
        double left = Math.max(k, centre - size / 2);
        double right = Math.min(k + 1, centre + size / 2);
        return Math.max(0, right - left);
    }
}
