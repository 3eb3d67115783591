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
    /** The level that runs in each step; those below it change slowly. */
    private static final int FINEST = 0;

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
        return predict(calls, latents, timestep, prompt, control, Optional.empty());
    }

    /**
     * The same in one of several steps.
     *
     * @param deep what the deep levels left in a step before: then the finest level runs alone; if
     *     they left nothing yet, all levels run and leave it there
     */
    Tensor predict(
            ScriptCalls calls,
            Tensor latents,
            Tensor timestep,
            PromptConditioning prompt,
            Optional<Residuals> control,
            Optional<DeepFeatures> deep) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor time = trunk.timeEmbedding(local, timestep, prompt);
            Tensor first = trunk.firstMap(local, latents);
            Optional<DeepFeatures> left = deep.filter(DeepFeatures::isKept);
            Tensor map;
            if (left.isPresent()) {
                List<Tensor> own = new ArrayList<>(List.of(first));
                trunk.level(local, FINEST, first, own, time, prompt);
                List<Tensor> skips = control.map(more -> more.addedTo(own, local)).orElse(own);
                Tensor entering = left.get().map(local);
                map = wayUp(local, FINEST, entering, skips, time, prompt, deep);
            } else {
                UnetTrunk.Features features = trunk.down(local, first, time, prompt);
                if (control.isPresent()) {
                    features = added(local, features, control.get());
                }
                List<Tensor> skips = new ArrayList<>(features.skips());
                int coarsest = config.levels() - 1;
                map = wayUp(local, coarsest, features.middle(), skips, time, prompt, deep);
            }
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

    /**
     * @param from the coarsest level that runs
     * @param deep gets the map that enters the finest level
     */
    private Tensor wayUp(
            ScriptCalls calls,
            int from,
            Tensor coarsest,
            List<Tensor> skips,
            Tensor time,
            PromptConditioning prompt,
            Optional<DeepFeatures> deep) {
        Tensor map = coarsest;
        for (int level = from; level > FINEST; level--) {
            try (Tensor before = level(calls, level, map, skips, time, prompt, true)) {
                boolean last = level - 1 == FINEST;
                map = upsampled(last ? lasting(calls, deep) : calls, level, before, skips);
            }
        }
        Tensor entering = map;
        deep.filter(any -> from > FINEST).ifPresent(features -> features.keepMap(entering));
        return level(calls, FINEST, entering, skips, time, prompt, deep.isEmpty());
    }

    private static ScriptCalls lasting(ScriptCalls calls, Optional<DeepFeatures> deep) {
        return deep.map(features -> calls.in(features.scope())).orElse(calls);
    }

    /**
     * @param free whether nothing else needs the map that enters
     */
    private Tensor level(
            ScriptCalls calls,
            int level,
            Tensor entering,
            List<Tensor> skips,
            Tensor time,
            PromptConditioning prompt,
            boolean free) {
        int step = config.levels() - 1 - level;
        String prefix = "up_blocks.%d.".formatted(step);
        Tensor map = entering;
        for (int i = 0; i <= config.resnets().get(level); i++) {
            Tensor before = map;
            try (Tensor skip = skips.removeLast()) {
                map = joined(calls, prefix + "resnets.%d.".formatted(i), before, skip, time);
            }
            if (i > 0 || free) {
                before.close();
            }
            if (config.upAttention().get(step)) {
                try (Tensor unattended = map) {
                    String block = prefix + "attentions.%d.".formatted(i);
                    map = trunk.transformer(calls, block, unattended, prompt, level);
                }
            }
        }
        return map;
    }

    private Tensor upsampled(ScriptCalls calls, int level, Tensor map, List<Tensor> skips) {
        String block = "up_blocks.%d.upsamplers.0.".formatted(config.levels() - 1 - level);
        return calls.call("upsample", map, skips.getLast(), weights.block(block));
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
