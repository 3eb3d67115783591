package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;

/**
 * Predicts the noise in latents.
 *
 * @see <a href="https://arxiv.org/abs/2307.01952">SDXL, arXiv 2307.01952</a>
 */
final class Unet implements AutoCloseable {
    private final UnetConfig config;
    private final NetworkWeights weights;
    private final UnetTrunk trunk;

    Unet(UnetConfig config, NetworkWeights weights) {
        this.config = config;
        this.weights = weights;
        this.trunk = new UnetTrunk(config, weights);
    }

    UnetConfig config() {
        return config;
    }

    /**
     * @param calls the denoiser's script; the result belongs to its scope
     * @param latents {@code [batch, channels, height/8, width/8]}, scaled as the sampler asks
     * @param timestep {@code [1]}, 0 to 999
     * @param control what ControlNets add, if any
     * @return the prediction, of the shape of the latents
     */
    Tensor predict(
            ScriptCalls calls,
            Tensor latents,
            Tensor timestep,
            PromptConditioning prompt,
            Optional<Residuals> control) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor time = trunk.timeEmbedding(local, timestep, prompt);
            Tensor first = trunk.firstMap(local, latents);
            UnetTrunk.Features features = trunk.down(local, first, time, prompt);
            if (control.isPresent()) {
                features = added(local, features, control.get());
            }
            Tensor map = up(local, features, time, prompt);
            return calls.call(
                    "out", map, config.normGroups(), config.normEpsilon(), weights.block(""));
        }
    }

    private static UnetTrunk.Features added(
            ScriptCalls calls, UnetTrunk.Features features, Residuals control) {
        Residuals sum = new Residuals(features.skips(), features.middle()).plus(control, calls);
        features.skips().forEach(Tensor::close);
        return new UnetTrunk.Features(sum.skips(), sum.middle());
    }

    private Tensor up(
            ScriptCalls calls,
            UnetTrunk.Features features,
            Tensor time,
            PromptConditioning prompt) {
        List<Tensor> skips = new ArrayList<>(features.skips());
        Tensor map = features.middle();
        for (int step = 0; step < config.levels(); step++) {
            int level = config.levels() - 1 - step;
            String prefix = "up_blocks.%d.".formatted(step);
            for (int i = 0; i <= config.resnets().get(level); i++) {
                try (Tensor before = map;
                        Tensor skip = skips.removeLast()) {
                    map = joined(calls, prefix + "resnets.%d.".formatted(i), before, skip, time);
                }
                if (config.upAttention().get(step)) {
                    try (Tensor before = map) {
                        String block = prefix + "attentions.%d.".formatted(i);
                        map = trunk.transformer(calls, block, before, prompt, level);
                    }
                }
            }
            if (level > 0) {
                try (Tensor before = map) {
                    map =
                            calls.call(
                                    "upsample",
                                    before,
                                    skips.getLast(),
                                    weights.block(prefix + "upsamplers.0."));
                }
            }
        }
        return map;
    }

    private Tensor joined(ScriptCalls calls, String block, Tensor map, Tensor skip, Tensor time) {
        return calls.call(
                "resnet_skip",
                map,
                skip,
                time,
                config.normGroups(),
                config.normEpsilon(),
                weights.block(block));
    }

    @Override
    public void close() {
        weights.close();
    }
}
