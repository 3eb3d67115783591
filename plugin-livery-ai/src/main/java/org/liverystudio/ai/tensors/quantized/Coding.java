package org.liverystudio.ai.tensors.quantized;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.DType;

/**
 * How one weight, a matrix or the kernels of a convolution, is stored in fewer bits. Each output
 * has a row of weights; a row is cut into groups, and each group has a scale of its own.
 */
public enum Coding {
    /**
     * Whole numbers from -127 to 127 and a scale for 64 of them: 8.25 bits a weight.
     *
     * <p>{@code weight = q8 * scale}
     */
    INT8(64) {
        @Override
        List<CodedPart> parts(List<Long> shape) {
            long outputs = shape.getFirst();
            return List.of(
                    new CodedPart(".q8", DType.I8, shape),
                    new CodedPart(".scale", DType.BF16, List.of(outputs, groups(shape))));
        }

        @Override
        RowCoder coder(int columns) {
            return new Int8Rows(columns);
        }
    },

    /**
     * Whole numbers from 0 to 15; for 32 of them a scale, itself in 8 bits of the row's unit, and
     * the number that stands for zero, in eighths: 4.5 bits a weight. Two numbers share a byte: the
     * lower half of byte {@code i} is column {@code i}, the upper half column {@code i + n/2}, the
     * row being filled up to {@code n} columns of whole groups.
     *
     * <p>{@code weight = (q4 - zero / 8) * (scale * unit)}
     */
    INT4(32) {
        @Override
        List<CodedPart> parts(List<Long> shape) {
            long outputs = shape.getFirst();
            long groups = groups(shape);
            return List.of(
                    new CodedPart(".q4", DType.U8, List.of(outputs, groups * group() / 2)),
                    new CodedPart(".scale", DType.U8, List.of(outputs, groups)),
                    new CodedPart(".zero", DType.U8, List.of(outputs, groups)),
                    new CodedPart(".unit", DType.BF16, List.of(outputs, 1L)));
        }

        @Override
        RowCoder coder(int columns) {
            return new Int4Rows(columns);
        }
    };

    /** What names of weights end with; the suffixes of the parts take its place. */
    public static final String WEIGHT = ".weight";

    private final int group;

    Coding(int group) {
        this.group = group;
    }

    /** Weights that share a scale. */
    public int group() {
        return group;
    }

    /** The word in a manifest. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Coding> ofWord(String word) {
        return Stream.of(values()).filter(coding -> coding.word().equals(word)).findFirst();
    }

    /**
     * The tensors that stand for a weight of this shape, with their full names' suffixes.
     *
     * @param shape outputs first, then what makes up a row
     */
    abstract List<CodedPart> parts(List<Long> shape);

    abstract RowCoder coder(int columns);

    /**
     * The same under their names.
     *
     * @param name of the weight, ending with {@link #WEIGHT}
     */
    public List<Named> parts(String name, List<Long> shape) {
        String layer = name.substring(0, name.length() - WEIGHT.length());
        List<Named> parts = new ArrayList<>();
        parts(shape).forEach(part -> parts.add(new Named(layer + part.suffix(), part)));
        return parts;
    }

    /** Bytes of all parts. */
    public long byteCount(List<Long> shape) {
        return parts(shape).stream().mapToLong(CodedPart::byteCount).sum();
    }

    static long columns(List<Long> shape) {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    long groups(List<Long> shape) {
        return Math.ceilDiv(columns(shape), group);
    }

    /** A part under its full name. */
    public record Named(String name, CodedPart part) {}
}
