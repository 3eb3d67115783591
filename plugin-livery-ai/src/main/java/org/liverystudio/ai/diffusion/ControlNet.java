package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightBlock;

/**
 * Steers the UNet by a picture.
 *
 * @see <a href="https://arxiv.org/abs/2302.05543">ControlNet, arXiv 2302.05543</a>
 */
final class ControlNet implements AutoCloseable {
    private final ControlNetConfig config;
    private final NetworkWeights weights;
    private final UnetTrunk trunk;

    ControlNet(ControlNetConfig config, NetworkWeights weights) {
        this.config = config;
        this.weights = weights;
        this.trunk = new UnetTrunk(config.trunk(), weights);
    }

    ControlNetConfig config() {
        return config;
    }

    /**
     * Embeds the control picture; it is the same in all steps.
     *
     * @param picture {@code [batch, 3, height, width]} in 0 to 1
     * @return {@code [batch, channels, height/8, width/8]}
     */
    Tensor hint(ScriptCalls calls, Tensor picture) {
        return calls.call(
                "hint",
                picture,
                2 * (config.hintChannels().size() - 1),
                weights.block("controlnet_cond_embedding."));
    }

    /**
     * @param latents as the UNet gets them
     * @param hint of {@link #hint}
     * @param kinds what a union network is told of its pictures, see {@link UnionParts#kinds}
     * @param scale weight of the residuals
     * @return belongs to the scope of {@code calls}
     */
    Residuals residuals(
            ScriptCalls calls,
            Tensor latents,
            Tensor timestep,
            PromptConditioning prompt,
            Tensor hint,
            Optional<Tensor> kinds,
            double scale) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor embedded = trunk.timeEmbedding(local, timestep, prompt);
            Tensor time = kinds.map(told -> local.call("add", embedded, told)).orElse(embedded);
            Tensor first = local.call("add", trunk.firstMap(local, latents), hint);
            UnetTrunk.Features features = trunk.down(local, first, time, prompt);
            WeightBlock outputs = weights.block("controlnet_");
            List<Tensor> skips = new ArrayList<>();
            for (int i = 0; i < features.skips().size(); i++) {
                Tensor map = features.skips().get(i);
                String name = "down_blocks.%d".formatted(i);
                skips.add(calls.call("residual", map, scale, outputs, name));
            }
            return new Residuals(
                    skips, calls.call("residual", features.middle(), scale, outputs, "mid_block"));
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
