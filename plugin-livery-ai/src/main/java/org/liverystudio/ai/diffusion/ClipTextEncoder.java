package org.liverystudio.ai.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;

/**
 * One of SDXL's two text encoders.
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">CLIP, arXiv 2103.00020</a>
 */
final class ClipTextEncoder implements AutoCloseable {
    private final ClipConfig config;
    private final NetworkWeights weights;

    ClipTextEncoder(ClipConfig config, NetworkWeights weights) {
        this.config = config;
        this.weights = weights;
    }

    ClipConfig config() {
        return config;
    }

    NetworkWeights weights() {
        return weights;
    }

    /**
     * @param hidden states before the last layer {@code [prompts, tokens, channels]}
     * @param pooled projected state at the end token {@code [prompts, projection]}; only from an
     *     encoder with a projection
     */
    record Encoded(FloatTensor hidden, Optional<FloatTensor> pooled) {}

    /**
     * @param prompts token ids, all of one length
     */
    Encoded encode(ScriptCalls calls, List<int[]> prompts) {
        try (TorchScope scope = calls.scope().inner()) {
            ScriptCalls local = calls.in(scope);
            Tensor states = local.call("embed", ids(scope, prompts), weights.block("embeddings."));
            // SDXL reads the states before the last layer; that layer only serves the pooled
            // vector.
            for (int i = 0; i < config.layers() - 1; i++) {
                states = layer(local, states, i);
            }
            FloatTensor hidden = scope.read(states);
            if (config.projection() == 0) {
                return new Encoded(hidden, Optional.empty());
            }
            Tensor last = layer(local, states, config.layers() - 1);
            Tensor end =
                    local.call(
                            "at_end",
                            last,
                            scope.longs(ends(prompts), prompts.size()),
                            config.normEpsilon(),
                            weights.block(""));
            Tensor pooled = local.call("project", end, weights.block("projection."));
            return new Encoded(hidden, Optional.of(scope.read(pooled)));
        }
    }

    private Tensor layer(ScriptCalls calls, Tensor states, int index) {
        return calls.call(
                "layer",
                states,
                config.heads(),
                config.normEpsilon(),
                config.quickGelu(),
                weights.block("encoder.layers.%d.".formatted(index)));
    }

    private static Tensor ids(TorchScope scope, List<int[]> prompts) {
        long[] ids = prompts.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
        return scope.longs(ids, prompts.size(), prompts.getFirst().length);
    }

    private long[] ends(List<int[]> prompts) {
        return prompts.stream().mapToLong(this::end).toArray();
    }

    /** Position of the token whose state stands for the prompt. */
    private int end(int[] ids) {
        int position = 0;
        if (config.endToken() == ClipConfig.LEGACY_END_TOKEN) {
            for (int i = 1; i < ids.length; i++) {
                // Learned words have higher ids than any token, but end nothing.
                boolean token = ids[i] < config.vocabulary();
                position = token && ids[i] > ids[position] ? i : position;
            }
            return position;
        }
        for (int i = ids.length - 1; i >= 0; i--) {
            position = ids[i] == config.endToken() ? i : position;
        }
        return position;
    }

    @Override
    public void close() {
        weights.close();
    }
}
