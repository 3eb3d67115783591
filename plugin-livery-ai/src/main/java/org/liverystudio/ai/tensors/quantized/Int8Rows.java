package org.liverystudio.ai.tensors.quantized;

import org.liverystudio.ai.tensors.BFloat16;

/** {@link Coding#INT8}: each group's largest weight becomes 127. */
final class Int8Rows implements RowCoder {
    private static final int LARGEST = 127;

    private final int columns;
    private final int groups;

    Int8Rows(int columns) {
        this.columns = columns;
        this.groups = Math.ceilDiv(columns, Coding.INT8.group());
    }

    @Override
    public void code(float[] values, int from, byte[][] parts, int row) {
        byte[] codes = parts[0];
        int at = row * columns;
        for (int group = 0; group < groups; group++) {
            int first = group * Coding.INT8.group();
            int count = Math.min(Coding.INT8.group(), columns - first);
            short scaleBits = BFloat16.bits(largest(values, from + first, count) / LARGEST);
            // The scale that is stored, not the one that was wished for, decides the codes.
            float scale = BFloat16.value(scaleBits);
            Bytes.putShort(parts[1], 2 * (row * groups + group), scaleBits);
            if (scale != 0) {
                code(values, from + first, count, scale, codes, at + first);
            }
        }
    }

    private static void code(
            float[] values, int from, int count, float scale, byte[] codes, int at) {
        for (int i = 0; i < count; i++) {
            float nearest = Bytes.nearest(values[from + i] / scale);
            codes[at + i] = (byte) Math.clamp(nearest, -LARGEST, LARGEST);
        }
    }

    private static float largest(float[] values, int from, int count) {
        float largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }
}
