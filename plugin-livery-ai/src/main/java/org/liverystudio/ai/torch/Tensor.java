package org.liverystudio.ai.torch;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers in native memory. Belongs to the {@link TorchScope} it was made in and may be
 * closed earlier to free memory sooner.
 */
public final class Tensor implements AutoCloseable {
    private final PtNDArray array;

    Tensor(PtNDArray array) {
        this.array = array;
    }

    PtNDArray array() {
        return array;
    }

    /** Lengths of the axes, outermost first. */
    public List<Long> shape() {
        return Arrays.stream(array.getShape().getShape()).boxed().toList();
    }

    @Override
    public void close() {
        array.close();
    }
}
