package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightBlock;

/** The half that UNet and ControlNet share: time embedding, the way down and the coarsest point. */
final class UnetTrunk {
    private final UnetConfig config;
    private final NetworkWeights weights;

    UnetTrunk(UnetConfig config, NetworkWeights weights) {
        this.config = config;
        this.weights = weights;
    }

    /**
     * @param skips maps for the way up, the finest first
     * @param middle the map after the coarsest point
     */
    record Features(List<Tensor> skips, Tensor middle) {}

    /** Step number {@code [1]} and conditioning to {@code [batch, time channels]}. */
    Tensor timeEmbedding(ScriptCalls calls, Tensor timestep, PromptConditioning prompt) {
        return calls.call(
                "time_embed",
                timestep,
                prompt.pooled(),
                prompt.sizes(),
                config.channels().getFirst(),
                config.sizeChannels(),
                config.cosineFirst(),
                config.frequencyShift(),
                weights.block(""));
    }

    /** Latents {@code [batch, channels, height, width]} to the first feature map. */
    Tensor firstMap(ScriptCalls calls, Tensor latents) {
        return calls.call("conv", latents, 1, 1, weights.block(""), "conv_in");
    }

    Features down(ScriptCalls calls, Tensor first, Tensor time, PromptConditioning prompt) {
        List<Tensor> skips = new ArrayList<>(List.of(first));
        Tensor map = first;
        for (int level = 0; level < config.levels(); level++) {
            map = level(calls, level, map, skips, time, prompt);
            if (level < config.levels() - 1) {
                WeightBlock half = weights.block("down_blocks.%d.downsamplers.0.".formatted(level));
                map = calls.call("conv", map, 2, 1, half, "conv");
                skips.add(map);
            }
        }
        return new Features(skips, middle(calls, map, time, prompt));
    }

    /**
     * One level of the way down.
     *
     * @param skips gets the maps that it leaves
     * @return the last of them
     */
    Tensor level(
            ScriptCalls calls,
            int level,
            Tensor entering,
            List<Tensor> skips,
            Tensor time,
            PromptConditioning prompt) {
        String prefix = "down_blocks.%d.".formatted(level);
        Tensor map = entering;
        for (int i = 0; i < config.resnets().get(level); i++) {
            map = resnet(calls, prefix + "resnets.%d.".formatted(i), map, time);
            if (config.downAttention().get(level)) {
                try (Tensor before = map) {
                    String block = prefix + "attentions.%d.".formatted(i);
                    map = transformer(calls, block, before, prompt, level);
                }
            }
            skips.add(map);
        }
        return map;
    }

    private Tensor middle(ScriptCalls calls, Tensor map, Tensor time, PromptConditioning prompt) {
        Tensor first = resnet(calls, "mid_block.resnets.0.", map, time);
        if (!config.midAttention()) {
            return first;
        }
        int level = config.levels() - 1;
        try (first;
                Tensor attended =
                        transformer(calls, "mid_block.attentions.0.", first, prompt, level)) {
            return resnet(calls, "mid_block.resnets.1.", attended, time);
        }
    }

    Tensor resnet(ScriptCalls calls, String block, Tensor map, Tensor time) {
        return calls.call(
                "resnet",
                map,
                time,
                config.normGroups(),
                config.normEpsilon(),
                weights.block(block));
    }

    /** Attention between pixels and to the prompt; layers free their inputs as they go. */
    Tensor transformer(
            ScriptCalls calls, String block, Tensor map, PromptConditioning prompt, int level) {
        boolean linear = config.linearProjection();
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.in(inner);
            Tensor tokens =
                    local.call("to_tokens", map, config.normGroups(), linear, weights.block(block));
            for (int i = 0; i < config.transformerLayers().get(level); i++) {
                tokens =
                        layer(
                                local,
                                block + "transformer_blocks.%d.".formatted(i),
                                tokens,
                                prompt,
                                level);
            }
            return calls.call("to_map", tokens, map, linear, weights.block(block));
        }
    }

    private Tensor layer(
            ScriptCalls calls, String block, Tensor tokens, PromptConditioning prompt, int level) {
        int heads = config.heads().get(level);
        List<Tensor> keys =
                prompt.keysFor(
                        weights,
                        block,
                        (inPrompt, context) -> read(calls.in(inPrompt), block, context, heads));
        AttentionChoice choice = new AttentionChoice(calls, prompt.format());
        int channels = config.channels().get(level) / heads;
        long queries = tokens.shape().get(1);
        long inPrompt = keys.getFirst().shape().get(2);
        try (tokens) {
            return calls.call(
                    "transformer",
                    tokens,
                    keys.getFirst(),
                    keys.getLast(),
                    heads,
                    choice.tiled(tokens, heads, queries, queries, channels),
                    choice.tiled(tokens, heads, queries, inPrompt, channels),
                    weights.block(block));
        }
    }

    private List<Tensor> read(ScriptCalls calls, String block, Tensor context, int heads) {
        try (WeightBlock brief = weights.briefBlock(block + "attn2.")) {
            return calls.callForTuple("prompt_keys", context, heads, brief);
        }
    }
}
