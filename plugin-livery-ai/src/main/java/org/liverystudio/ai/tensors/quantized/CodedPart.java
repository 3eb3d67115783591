package org.liverystudio.ai.tensors.quantized;

import java.util.List;
import org.liverystudio.ai.tensors.DType;

/**
 * One of the tensors that a coded weight is stored as.
 *
 * @param suffix follows the layer's name, in place of {@code .weight}
 * @param dtype of its elements
 * @param shape its first axis is that of the weight: one row for each output
 */
public record CodedPart(String suffix, DType dtype, List<Long> shape) {
    public CodedPart {
        shape = List.copyOf(shape);
    }

    /** Bytes of one row. */
    int rowBytes() {
        long elements = shape.stream().skip(1).reduce(1L, Math::multiplyExact);
        return Math.toIntExact(elements * dtype.bits() / 8);
    }

    public long byteCount() {
        return shape.getFirst() * rowBytes();
    }
}
