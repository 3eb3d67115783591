package org.liverystudio.ai.tensors;

import java.nio.file.Path;
import java.util.List;

/**
 * Where one tensor lies.
 *
 * @param file the safetensors file that holds it
 * @param name unique in its file
 * @param dtype number format of the stored elements
 * @param shape lengths of the axes, outermost first; empty for a single number
 * @param offset first byte, from the start of the file; any alignment
 * @param byteCount bytes of all elements
 */
public record TensorEntry(
        Path file, String name, DType dtype, List<Long> shape, long offset, long byteCount) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Number of elements; 1 for a single number, 0 if an axis is empty. */
    public long elementCount() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
