package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;

/**
 * Decides how attention of one shape is computed: by PyTorch's fused kernel or in tiles of plain
 * products. Which is faster depends on processor, format and shape; so both are timed at a shape's
 * first use, and the answer is kept.
 */
final class AttentionChoice {
    /** Below this many scores a head, the whole takes less time than the choice is worth. */
    private static final long FEW_SCORES = 1 << 14;

    /** Scores of a trial: enough to be timed, and a moment's work. */
    private static final long TRIAL_SCORES = 1 << 22;

    private static final int TRIALS = 3;

    /** Tiles round more: they must be worth it. */
    private static final double WORTH = 0.9;

    private final ScriptCalls calls;
    private final NumberFormat format;

    /**
     * @param calls of the denoiser's script
     * @param format that its network computes in
     */
    AttentionChoice(ScriptCalls calls, NumberFormat format) {
        this.calls = calls;
        this.format = format;
    }

    /**
     * @param like a tensor of the network
     * @param channels of one head
     */
    boolean tiled(Tensor like, int heads, long queries, long keys, int channels) {
        if (!calls.scope().onProcessor() || queries * keys < FEW_SCORES) {
            return false;
        }
        String question =
                "tiled attention %s %d queries %d keys %d channels"
                        .formatted(format, queries, keys, channels);
        int some = Math.clamp(TRIAL_SCORES / (queries * keys), 1, heads);
        return calls.scope()
                .choices()
                .choose(question, () -> faster(like, some, queries, keys, channels));
    }

    private boolean faster(Tensor like, int heads, long queries, long keys, int channels) {
        try (TorchScope scope = calls.scope().inner()) {
            ScriptCalls local = calls.in(scope);
            Tensor q = local.call("sample_heads", like, heads, queries, channels);
            Tensor k = local.call("sample_heads", like, heads, keys, channels);
            double fused = Double.MAX_VALUE;
            double tiled = Double.MAX_VALUE;
            // In turn, so that a busy moment of the computer meets both.
            for (int i = 0; i < TRIALS; i++) {
                fused = Math.min(fused, seconds(local, q, k, false));
                tiled = Math.min(tiled, seconds(local, q, k, true));
            }
            return tiled < WORTH * fused;
        }
    }

    private static double seconds(ScriptCalls calls, Tensor q, Tensor k, boolean tiled) {
        long start = System.nanoTime();
        calls.call("attend", q, k, k, tiled).close();
        return (System.nanoTime() - start) / 1e9;
    }
}
