package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Euler's method that goes below the next noise level and adds noise back up to it, as diffusers'
 * {@code EulerAncestralDiscreteScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2006.11239">arXiv 2006.11239</a>, the ancestral step of
 *     algorithm 2, written for noise that grows
 */
final class EulerAncestralSampler extends GrowingNoiseSampler {
    private final StepNoise noise;

    /**
     * @param steps 1 to the number of training steps
     */
    EulerAncestralSampler(SchedulerConfig config, int steps, StepNoise noise) {
        super(config, SigmaTable.ofEulerAncestral(config, steps));
        this.noise = noise;
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        double from = table.sigma(step);
        double to = table.sigma(step + 1);
        double up = to / from * Math.sqrt(from * from - to * to);
        double down = Math.sqrt(to * to - up * up);
        FloatTensor clean = clean(latents, prediction, step);
        return Mix.of(down / from, latents, 1 - down / from, clean, up, noise.next());
    }
}
