package org.liverystudio.ai.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/** Owns tensors; closing it frees all that were made in it and in its inner scopes. */
public final class TorchScope implements AutoCloseable {
    private static final int INT64 = 4;

    private final Torch torch;
    private final PtNDManager manager;

    TorchScope(Torch torch, PtNDManager manager) {
        this.torch = torch;
        this.manager = manager;
    }

    /** A scope inside this one, to be closed sooner. */
    public TorchScope inner() {
        return new TorchScope(torch, manager.newSubManager(manager.getDevice()));
    }

    /** Copies plain numbers into the device's memory, in the given format. */
    public Tensor floats(FloatTensor values, NumberFormat format) {
        Shape shape = new Shape(toArray(values.shape()));
        PtNDArray array =
                manager.create(FloatBuffer.wrap(values.values()), shape, DataType.FLOAT32);
        return torch.isOnProcessor() && format == NumberFormat.FLOAT32
                ? new Tensor(array)
                : moved(new Tensor(array), format.torchNumber());
    }

    /** Copies whole numbers, such as token ids. */
    public Tensor longs(long[] values, long... shape) {
        Tensor tensor =
                new Tensor(
                        manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
        return torch.isOnProcessor() ? tensor : moved(tensor, INT64);
    }

    /**
     * Bytes that stay where they are: the tensor must not be used once their memory is gone.
     *
     * @param bytes outside the Java heap, from position 0 on
     */
    Tensor bytes(ByteBuffer bytes) {
        return new Tensor(manager.create(bytes, new Shape(bytes.limit()), DataType.UINT8));
    }

    /** Copies a tensor of any float format out of the device's memory. */
    public FloatTensor read(Tensor tensor) {
        try (Tensor floats = torch.memory().in(this).call("fetch", tensor)) {
            return new FloatTensor(floats.shape(), floats.array().toFloatArray());
        }
    }

    private Tensor moved(Tensor tensor, int dtype) {
        try (tensor) {
            return torch.memory().in(this).call("move", tensor, dtype, torch.device());
        }
    }

    /** What was found to be faster on this computer. */
    public MeasuredChoices choices() {
        return torch.choices();
    }

    /** Whether tensors of this scope are in the processor's own memory. */
    public boolean onProcessor() {
        return torch.isOnProcessor();
    }

    PtNDManager manager() {
        return manager;
    }

    private static long[] toArray(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
