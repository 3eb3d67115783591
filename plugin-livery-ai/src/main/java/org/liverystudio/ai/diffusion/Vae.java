package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightBlock;

/**
 * Turns pictures into latents and back, in 32 bits.
 *
 * @see <a href="https://arxiv.org/abs/2112.10752">Latent diffusion, arXiv 2112.10752</a>
 */
final class Vae implements AutoCloseable {
    private final VaeConfig config;
    private final NetworkWeights weights;

    Vae(VaeConfig config, NetworkWeights weights) {
        this.config = config;
        this.weights = weights;
    }

    VaeConfig config() {
        return config;
    }

    /**
     * @param mean of the latents {@code [batch, channels, height/8, width/8]}, unscaled
     * @param logVariance its logarithm of the variance, the same shape
     */
    record Moments(Tensor mean, Tensor logVariance) {}

    /**
     * @param latents unscaled: already divided by the scaling factor
     * @return pictures {@code [batch, 3, height, width]}, about -1 to 1
     */
    Tensor decode(ScriptCalls calls, Tensor latents) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor map = latents;
            if (config.postQuantConvolution()) {
                map = local.call("conv", map, 1, 0, weights.block(""), "post_quant_conv");
            }
            map = local.call("conv", map, 1, 1, weights.block("decoder."), "conv_in");
            map = middle(local, map, "decoder.");
            int levels = config.channels().size();
            for (int step = 0; step < levels; step++) {
                String prefix = "decoder.up_blocks.%d.".formatted(step);
                for (int i = 0; i <= config.resnets(); i++) {
                    map = resnet(local, map, prefix + "resnets.%d.".formatted(i));
                }
                if (step < levels - 1) {
                    try (Tensor before = map) {
                        map = local.call("up", before, weights.block(prefix + "upsamplers.0."));
                    }
                }
            }
            return calls.call("out", map, config.normGroups(), weights.block("decoder."));
        }
    }

    /**
     * @param pictures {@code [batch, 3, height, width]} in -1 to 1
     */
    Moments encode(ScriptCalls calls, Tensor pictures) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor map = local.call("conv", pictures, 1, 1, weights.block("encoder."), "conv_in");
            int levels = config.channels().size();
            for (int level = 0; level < levels; level++) {
                String prefix = "encoder.down_blocks.%d.".formatted(level);
                for (int i = 0; i < config.resnets(); i++) {
                    map = resnet(local, map, prefix + "resnets.%d.".formatted(i));
                }
                if (level < levels - 1) {
                    try (Tensor before = map) {
                        map = local.call("down", before, weights.block(prefix + "downsamplers.0."));
                    }
                }
            }
            map = middle(local, map, "encoder.");
            map = local.call("out", map, config.normGroups(), weights.block("encoder."));
            if (config.quantConvolution()) {
                map = local.call("conv", map, 1, 0, weights.block(""), "quant_conv");
            }
            List<Tensor> moments = calls.callForTuple("moments", map);
            return new Moments(moments.get(0), moments.get(1));
        }
    }

    private Tensor middle(ScriptCalls calls, Tensor map, String part) {
        Tensor result = resnet(calls, map, part + "mid_block.resnets.0.");
        if (config.midAttention()) {
            try (Tensor before = result) {
                WeightBlock block = weights.block(part + "mid_block.attentions.0.");
                result = calls.call("attention", before, config.normGroups(), block);
            }
        }
        return resnet(calls, result, part + "mid_block.resnets.1.");
    }

    /** Frees its input: maps of the decoder are the largest of all. */
    private Tensor resnet(ScriptCalls calls, Tensor map, String block) {
        try (map) {
            return calls.call("resnet", map, config.normGroups(), weights.block(block));
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
