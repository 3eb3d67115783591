package org.liverystudio.ai.tensors;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.liverystudio.host.LiveryException;

/**
 * A small tensor as plain numbers, such as latents or a prompt's embedding.
 *
 * @param shape lengths of the axes, outermost first
 * @param values all elements, the last axis running fastest; treated as immutable
 */
public record FloatTensor(List<Long> shape, float[] values) {
    public FloatTensor {
        shape = List.copyOf(shape);
        if (shape.stream().reduce(1L, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(
                    "%d values do not fill the shape %s".formatted(values.length, shape));
        }
    }

    /** Length of one axis. */
    public int length(int axis) {
        return Math.toIntExact(shape.get(axis));
    }

    /**
     * A run of the outermost axis.
     *
     * @return shape {@code [count, ...]}
     */
    public FloatTensor slice(int from, int count) {
        int stride = values.length / length(0);
        List<Long> part = new ArrayList<>(shape);
        part.set(0, (long) count);
        return new FloatTensor(
                part, Arrays.copyOfRange(values, from * stride, (from + count) * stride));
    }

    /**
     * Puts tensors one after another along the outermost axis.
     *
     * @param parts at least one; all axes but the outermost agree
     */
    public static FloatTensor stack(List<FloatTensor> parts) {
        float[] values = new float[parts.stream().mapToInt(part -> part.values.length).sum()];
        int at = 0;
        for (FloatTensor part : parts) {
            System.arraycopy(part.values, 0, values, at, part.values.length);
            at += part.values.length;
        }
        List<Long> shape = new ArrayList<>(parts.getFirst().shape);
        shape.set(0, parts.stream().mapToLong(part -> part.shape.getFirst()).sum());
        return new FloatTensor(shape, values);
    }

    static FloatTensor decode(TensorEntry entry, ByteBuffer bytes) {
        requireFloats(entry);
        float[] values = new float[Math.toIntExact(entry.elementCount())];
        decode(entry, bytes, values, 0, values.length);
        return new FloatTensor(entry.shape(), values);
    }

    /** Turns {@code count} stored elements into floats, from {@code at} on. */
    static void decode(TensorEntry entry, ByteBuffer bytes, float[] values, int at, int count) {
        switch (entry.dtype()) {
            case F32 -> bytes.asFloatBuffer().get(values, at, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    values[at + i] = (float) bytes.getDouble(8 * i);
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    values[at + i] = Float.float16ToFloat(bytes.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    values[at + i] = BFloat16.value(bytes.getShort(2 * i));
                }
            }
            case BOOL,
                    F4,
                    F6_E2M3,
                    F6_E3M2,
                    U8,
                    I8,
                    F8_E5M2,
                    F8_E4M3,
                    F8_E8M0,
                    I16,
                    U16,
                    I32,
                    U32,
                    C64,
                    I64,
                    U64 ->
                    throw noFloats(entry);
        }
    }

    static void requireFloats(TensorEntry entry) {
        if (!entry.dtype().isFloatingPoint()) {
            throw noFloats(entry);
        }
    }

    private static LiveryException noFloats(TensorEntry entry) {
        return new LiveryException(
                "Tensor \"%s\" of %s has type %s; floating-point numbers are needed."
                        .formatted(entry.name(), entry.file(), entry.dtype()),
                "Choose a file with F32, F16 or BF16 tensors.");
    }
}
