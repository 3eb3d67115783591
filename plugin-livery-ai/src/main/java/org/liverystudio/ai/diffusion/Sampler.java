package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Leads latents from pure noise to a picture in a fixed number of steps. Made for one walk, step
 * after step: solvers of higher order remember what was predicted before.
 */
sealed interface Sampler permits TableSampler, DdimSampler, LcmSampler {
    int steps();

    /** The training step that the UNet is told, 0 to 999, maybe with a fraction. */
    float timestep(int step);

    /**
     * Noise before a step, as its standard deviation against clean latents of their own size.
     *
     * @param step 0 to {@link #steps}, which stands for the end of the walk
     */
    double sigma(int step);

    /**
     * @param noise of unit variance {@code [batch, channels, height/8, width/8]}
     * @return the same as latents of the first step
     */
    default FloatTensor start(FloatTensor noise) {
        return noise;
    }

    /**
     * A picture at the noise of a step.
     *
     * @param clean latents without noise
     * @param noise of unit variance, the same shape
     */
    default FloatTensor noised(FloatTensor clean, FloatTensor noise, int step) {
        VarianceLevel level = VarianceLevel.of(sigma(step));
        return Mix.of(level.alpha(), clean, level.sigma(), noise);
    }

    /** Scales latents to what the UNet expects at this step. */
    default FloatTensor networkInput(FloatTensor latents, int step) {
        return latents;
    }

    /**
     * What a step takes for the latents without any noise: how the picture looks so far.
     *
     * @param prediction of the UNet, of the shape of the latents
     */
    FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step);

    /**
     * Moves latents to the next, lower noise level.
     *
     * @param prediction of the UNet, of the shape of the latents
     */
    FloatTensor next(FloatTensor latents, FloatTensor prediction, int step);
}
