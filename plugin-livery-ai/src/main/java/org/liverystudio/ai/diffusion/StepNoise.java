package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/** Fresh noise for samplers that add some back after a step. */
@FunctionalInterface
interface StepNoise {
    /**
     * @return of unit variance and the shape of the latents; each picture of the batch has its own
     *     source, so that it does not depend on the others
     */
    FloatTensor next();
}
