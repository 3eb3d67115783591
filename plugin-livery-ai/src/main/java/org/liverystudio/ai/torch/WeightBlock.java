package org.liverystudio.ai.torch;

import ai.djl.pytorch.jni.IValue;

/** The weights of one block of a network, ready as a script's {@code Dict[str, Tensor]}. */
public final class WeightBlock implements AutoCloseable {
    private final IValue value;
    private boolean closed;

    WeightBlock(IValue value) {
        this.value = value;
    }

    IValue value() {
        if (closed) {
            throw new IllegalStateException("These weights have been released");
        }
        return value;
    }

    /** Frees the weights, or unmaps their file if this was its last block. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            value.close();
        }
    }
}
