package org.liverystudio.ai.tensors.quantized;

import org.liverystudio.ai.tensors.BFloat16;

/**
 * {@link Coding#INT4}: begins with codes that reach from the smallest to the largest weight of a
 * group, then fits scale and zero to the codes by least squares and codes again. A few weights far
 * out are clipped where that makes the others more exact.
 */
final class Int4Rows implements RowCoder {
    private static final int LARGEST = 15;
    private static final int LARGEST_SCALE = 255;
    private static final int ZERO_PARTS = 8;

    /** On trained weights a third round gains less than a hundredth of the error. */
    private static final int ROUNDS = 3;

    private final int columns;
    private final int groups;

    Int4Rows(int columns) {
        this.columns = columns;
        this.groups = Math.ceilDiv(columns, Coding.INT4.group());
    }

    @Override
    public void code(float[] values, int from, byte[][] parts, int row) {
        float[] wanted = new float[groups];
        float widest = 0;
        for (int group = 0; group < groups; group++) {
            int first = from + group * Coding.INT4.group();
            wanted[group] = range(values, first, count(group)) / LARGEST;
            widest = Math.max(widest, wanted[group]);
        }
        short unitBits = BFloat16.bits(widest / LARGEST_SCALE);
        Bytes.putShort(parts[3], 2 * row, unitBits);
        float unit = BFloat16.value(unitBits);
        Group coded = new Group(unit);
        for (int group = 0; group < groups && unit != 0; group++) {
            coded.fit(values, from + group * Coding.INT4.group(), count(group), wanted[group]);
            parts[1][row * groups + group] = (byte) coded.scale;
            parts[2][row * groups + group] = (byte) coded.zero;
            pack(coded.codes, parts[0], row, group);
        }
    }

    private int count(int group) {
        return Math.min(Coding.INT4.group(), columns - group * Coding.INT4.group());
    }

    /** From the smallest to the largest weight, zero included. */
    private static float range(float[] values, int from, int count) {
        float low = 0;
        float high = 0;
        for (int i = from; i < from + count; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return high - low;
    }

    private void pack(byte[] codes, byte[] packed, int row, int group) {
        int half = groups * Coding.INT4.group() / 2;
        int column = group * Coding.INT4.group();
        for (int i = 0; i < codes.length; i++) {
            int at = column + i;
            packed[row * half + at % half] |= (byte) (at < half ? codes[i] : codes[i] << 4);
        }
    }

    /** The best that was found for one group. */
    private static final class Group {
        final byte[] codes = new byte[Coding.INT4.group()];
        int scale;
        int zero;

        private final float unit;
        private final float[] tried = new float[Coding.INT4.group()];

        Group(float unit) {
            this.unit = unit;
        }

        void fit(float[] values, int from, int count, float range) {
            float least = Float.POSITIVE_INFINITY;
            float wishedScale = range;
            float wishedLow = low(values, from, count);
            for (int round = 0; round < ROUNDS; round++) {
                int tryScale =
                        (int) Math.clamp(Bytes.nearest(wishedScale / unit), 1f, LARGEST_SCALE);
                // Scripts multiply so, in 16 bits.
                float step = BFloat16.rounded(tryScale * unit);
                int tryZero =
                        (int)
                                Math.clamp(
                                        (float) Math.rint(-wishedLow / step * ZERO_PARTS),
                                        0f,
                                        LARGEST * ZERO_PARTS);
                float error = code(values, from, count, step, tryZero / (float) ZERO_PARTS);
                if (error < least) {
                    least = error;
                    keep(tryScale, tryZero, count);
                }
                float slope = slope(values, from, count);
                if (!(slope > 0)) {
                    return;
                }
                wishedScale = slope;
                wishedLow = mean(values, from, count) - slope * mean(tried, 0, count);
            }
        }

        private void keep(int newScale, int newZero, int count) {
            scale = newScale;
            zero = newZero;
            for (int i = 0; i < count; i++) {
                codes[i] = (byte) tried[i];
            }
            // Filling, never read as weights; a code of zero keeps files equal.
            for (int i = count; i < codes.length; i++) {
                codes[i] = 0;
            }
        }

        /** Codes the group and returns the sum of squared errors. */
        private float code(float[] values, int from, int count, float step, float zeroPoint) {
            for (int i = 0; i < count; i++) {
                float nearest = Bytes.nearest(values[from + i] / step + zeroPoint);
                tried[i] = Math.clamp(nearest, 0f, LARGEST);
            }
            float sum = 0;
            for (int i = 0; i < count; i++) {
                float error = (tried[i] - zeroPoint) * step - values[from + i];
                sum += error * error;
            }
            return sum;
        }

        /** Least squares: how much the weights rise with the codes; no number if all are equal. */
        private float slope(float[] values, int from, int count) {
            float codeMean = mean(tried, 0, count);
            float together = 0;
            float alone = 0;
            for (int i = 0; i < count; i++) {
                float distance = tried[i] - codeMean;
                together += distance * values[from + i];
                alone += distance * distance;
            }
            return together / alone;
        }

        private static float mean(float[] values, int from, int count) {
            float sum = 0;
            for (int i = from; i < from + count; i++) {
                sum += values[i];
            }
            return sum / count;
        }

        private static float low(float[] values, int from, int count) {
            float low = 0;
            for (int i = from; i < from + count; i++) {
                low = Math.min(low, values[i]);
            }
            return low;
        }
    }
}
