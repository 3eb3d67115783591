package org.liverystudio.ai.tensors.quantized;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.tensors.BFloat16;
import org.liverystudio.ai.tensors.TensorEntry;

/** What codes mean, written down a second time and in the plainest way: the tests' yardstick. */
public final class Decoded {
    private Decoded() {}

    /** The parts of a coded weight. */
    public static List<byte[]> parts(TensorEntry entry, Coding coding) {
        List<ByteArrayOutputStream> parts = new ArrayList<>();
        coding.parts(entry.shape()).forEach(_ -> parts.add(new ByteArrayOutputStream()));
        try {
            new TensorCoder(() -> {})
                    .code(
                            entry,
                            coding,
                            (part, bytes) -> {
                                byte[] rows = new byte[bytes.remaining()];
                                bytes.get(rows);
                                parts.get(part).writeBytes(rows);
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    /** Weights as the scripts compute them in 16 bits. */
    public static float[] weights(List<byte[]> parts, Coding coding, int rows, int columns) {
        float[] weights = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                weights[row * columns + column] =
                        switch (coding) {
                            case INT8 -> of8(parts, row, column, columns);
                            case INT4 -> of4(parts, row, column, columns);
                        };
            }
        }
        return weights;
    }

    /** The scale of a weight's group. */
    static float scale(List<byte[]> parts, Coding coding, int row, int column, int columns) {
        int at = row * Math.ceilDiv(columns, coding.group()) + column / coding.group();
        return switch (coding) {
            case INT8 -> bfloat(parts.get(1), at);
            case INT4 -> BFloat16.rounded((parts.get(1)[at] & 255) * bfloat(parts.get(3), row));
        };
    }

    private static float of8(List<byte[]> parts, int row, int column, int columns) {
        float scale = scale(parts, Coding.INT8, row, column, columns);
        return BFloat16.rounded(parts.get(0)[row * columns + column] * scale);
    }

    private static float of4(List<byte[]> parts, int row, int column, int columns) {
        int groups = Math.ceilDiv(columns, Coding.INT4.group());
        int half = groups * Coding.INT4.group() / 2;
        byte both = parts.get(0)[row * half + column % half];
        int code = column < half ? both & 15 : (both >> 4) & 15;
        float zero = (parts.get(2)[row * groups + column / Coding.INT4.group()] & 255) / 8f;
        float scale = scale(parts, Coding.INT4, row, column, columns);
        return BFloat16.rounded(BFloat16.rounded(code - zero) * scale);
    }

    private static float bfloat(byte[] bytes, int at) {
        return BFloat16.value((short) ((bytes[2 * at] & 255) | bytes[2 * at + 1] << 8));
    }
}
