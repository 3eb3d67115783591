package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.TorchScope;

/**
 * What steers the denoising networks, one row for each latent of the batch; and what their
 * transformers have made of it, since that is the same in all steps.
 */
final class PromptConditioning {
    private final TorchScope scope;
    private final Tensor context;
    private final Tensor pooled;
    private final Tensor sizes;
    private final NumberFormat format;
    private final Map<NetworkWeights, Map<String, List<Tensor>>> keys = new HashMap<>();

    /**
     * @param scope owns all that is made of the prompts
     * @param context encoded prompts {@code [batch, tokens, channels]}
     * @param pooled one vector for each prompt {@code [batch, channels]}
     * @param sizes original height and width, crop top and left, target height and width, in
     *     pixels: {@code [batch, 6]}, always 32-bit
     * @param format that the networks compute in
     */
    PromptConditioning(
            TorchScope scope,
            FloatTensor context,
            FloatTensor pooled,
            FloatTensor sizes,
            NumberFormat format) {
        this.scope = scope;
        this.format = format;
        int blank = blankRows(context);
        this.context = scope.floats(context.slice(blank, context.length(0) - blank), format);
        this.pooled = scope.floats(pooled, format);
        this.sizes = scope.floats(sizes, NumberFormat.FLOAT32);
    }

    /**
     * Rows at the start that are all zeros, as SDXL has it for an empty negative prompt. Attention
     * gives nothing for them, so that they are not asked. Where no other row is left they count as
     * any prompt does.
     */
    private static int blankRows(FloatTensor context) {
        int rows = context.length(0);
        int row = context.values().length / rows;
        int zeros = 0;
        while (zeros < context.values().length && context.values()[zeros] == 0) {
            zeros++;
        }
        int blank = zeros / row;
        return blank == rows ? 0 : blank;
    }

    /** That the networks compute in. */
    NumberFormat format() {
        return format;
    }

    Tensor pooled() {
        return pooled;
    }

    Tensor sizes() {
        return sizes;
    }

    /**
     * Keys and values that a transformer layer makes of the prompts, made at the first call.
     *
     * @param network whose layer it is
     * @param layer its name there
     * @return of the rows that are not blank; they live as long as this
     */
    List<Tensor> keysFor(NetworkWeights network, String layer, Reader reader) {
        return keys.computeIfAbsent(network, any -> new HashMap<>())
                .computeIfAbsent(layer, any -> reader.read(scope, context));
    }

    /** A layer that reads prompts. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param scope that owns what is made
         * @param context encoded prompts {@code [rows, tokens, channels]}
         */
        List<Tensor> read(TorchScope scope, Tensor context);
    }
}
