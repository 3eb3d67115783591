package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.torch.Tensor;

/**
 * What steers the denoising networks, one row for each latent of the batch.
 *
 * @param context encoded prompts {@code [batch, tokens, channels]}
 * @param pooled one vector for each prompt {@code [batch, channels]}
 * @param sizes original height and width, crop top and left, target height and width, in pixels:
 *     {@code [batch, 6]}, always 32-bit
 */
record PromptConditioning(Tensor context, Tensor pooled, Tensor sizes) {}
