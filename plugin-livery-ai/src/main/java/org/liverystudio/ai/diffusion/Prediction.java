package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/** What a UNet was trained to predict. */
enum Prediction {
    /** The noise in the latents. */
    EPSILON,
    /** The clean latents. */
    SAMPLE,
    /** Velocity, a mix of both. See <a href="https://arxiv.org/abs/2202.00512">2202.00512</a>. */
    V_PREDICTION;

    /**
     * Clean latents out of noisy ones whose variance stays 1: {@code latents = alpha * clean +
     * sigma * noise}.
     */
    FloatTensor clean(FloatTensor latents, FloatTensor prediction, double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> Mix.of(1 / alpha, latents, -sigma / alpha, prediction);
            case SAMPLE -> prediction;
            case V_PREDICTION -> Mix.of(alpha, latents, -sigma, prediction);
        };
    }

    /** The noise in latents as above. */
    FloatTensor noise(FloatTensor latents, FloatTensor prediction, double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> prediction;
            case SAMPLE -> Mix.of(1 / sigma, latents, -alpha / sigma, prediction);
            case V_PREDICTION -> Mix.of(sigma, latents, alpha, prediction);
        };
    }

    /** Clean latents out of {@code latents = clean + sigma * noise}. */
    FloatTensor cleanOfGrown(FloatTensor latents, FloatTensor prediction, double sigma) {
        double variance = sigma * sigma + 1;
        return switch (this) {
            case EPSILON -> Mix.of(1, latents, -sigma, prediction);
            case SAMPLE -> prediction;
            case V_PREDICTION ->
                    Mix.of(1 / variance, latents, -sigma / Math.sqrt(variance), prediction);
        };
    }
}
