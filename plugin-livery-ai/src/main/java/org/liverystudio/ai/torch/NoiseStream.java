package org.liverystudio.ai.torch;

import ai.djl.pytorch.jni.IValue;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Standard normal numbers of one seed, one draw after another: those that {@code
 * torch.Generator("cpu").manual_seed(seed)} gives for the same draws.
 */
public final class NoiseStream implements AutoCloseable {
    private final Torch torch;
    private final IValue generator;

    private NoiseStream(Torch torch, IValue generator) {
        this.torch = torch;
        this.generator = generator;
    }

    public static NoiseStream of(Torch torch, long seed) {
        try (IValue number = IValue.from(seed)) {
            return new NoiseStream(torch, torch.memory().invoke("generator", number));
        }
    }

    /** The next draw, 32-bit. */
    public FloatTensor next(long... shape) {
        try (TorchScope scope = torch.newScope();
                IValue lengths = IValue.listFrom(shape);
                IValue drawn = torch.memory().invoke("draw", generator, lengths)) {
            return scope.read(new Tensor(drawn.toTensor(scope.manager())));
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
