package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A prompt as the UNet reads it.
 *
 * @param context states of both encoders side by side {@code [1, tokens, channels]}
 * @param pooled of the second encoder {@code [1, channels]}
 */
public record EncodedPrompt(FloatTensor context, FloatTensor pooled) {
    /** What stands for "no prompt" in models that were trained so. */
    EncodedPrompt zeros() {
        return new EncodedPrompt(
                new FloatTensor(context.shape(), new float[context.values().length]),
                new FloatTensor(pooled.shape(), new float[pooled.values().length]));
    }
}
