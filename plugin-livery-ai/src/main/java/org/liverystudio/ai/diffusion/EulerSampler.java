package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Euler's method without added noise, step for step as diffusers' {@code EulerDiscreteScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">arXiv 2206.00364</a>, algorithm 2 with no churn
 *     and no correction step
 */
final class EulerSampler extends GrowingNoiseSampler {
    /**
     * @param steps 1 to the number of training steps
     */
    EulerSampler(SchedulerConfig config, int steps) {
        super(config, SigmaTable.ofEuler(config, steps));
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        double share = (double) table.sigma(step + 1) / table.sigma(step);
        return Mix.of(share, latents, 1 - share, clean(latents, prediction, step));
    }
}
