package org.liverystudio.ai.diffusion.lora;

import java.util.List;

/**
 * A layer of a model that a LoRA may change.
 *
 * @param network it belongs to
 * @param block of the network, as its layout names it
 * @param layer in the block
 * @param shape of its weights: {@code [out, in]}, or {@code [out, in, k, k]} of a convolution
 */
public record LayerPlace(AdaptedNetwork network, String block, String layer, List<Long> shape) {
    public LayerPlace {
        shape = List.copyOf(shape);
    }

    /** As diffusers names it inside its network. */
    public String name() {
        return block + layer;
    }

    long outputs() {
        return shape.get(0);
    }

    long inputs() {
        return shape.get(1);
    }

    boolean isConvolution() {
        return shape.size() == 4;
    }

    /** Width of the kernel; 1 for a linear layer. */
    long kernel() {
        return isConvolution() ? shape.get(3) : 1;
    }
}
