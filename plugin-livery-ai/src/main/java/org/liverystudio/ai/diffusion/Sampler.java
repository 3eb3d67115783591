package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/** Leads latents from pure noise to a picture in a fixed number of steps; keeps no state. */
interface Sampler {
    int steps();

    /** The training step that the UNet is told, 0 to 999, maybe with a fraction. */
    float timestep(int step);

    /**
     * @param noise of unit variance {@code [batch, channels, height/8, width/8]}
     * @return the same as latents of the first step
     */
    FloatTensor start(FloatTensor noise);

    /** Scales latents to what the UNet expects at this step. */
    FloatTensor networkInput(FloatTensor latents, int step);

    /**
     * Moves latents to the next, lower noise level.
     *
     * @param prediction of the UNet, of the shape of the latents
     */
    FloatTensor next(FloatTensor latents, FloatTensor prediction, int step);
}
