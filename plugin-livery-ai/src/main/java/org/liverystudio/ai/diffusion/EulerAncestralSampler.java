package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Euler's method that goes below the next noise level and adds noise back up to it, as diffusers'
 * {@code EulerAncestralDiscreteScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2006.11239">arXiv 2006.11239</a>, the ancestral step of
 *     algorithm 2, written for noise that grows
 */
final class EulerAncestralSampler implements Sampler {
    private final SchedulerConfig config;
    private final SigmaTable table;
    private final StepNoise noise;

    /**
     * @param steps 1 to the number of training steps
     */
    EulerAncestralSampler(SchedulerConfig config, int steps, StepNoise noise) {
        this.config = config;
        this.table = SigmaTable.ofEulerAncestral(config, steps);
        this.noise = noise;
    }

    @Override
    public int steps() {
        return table.steps();
    }

    @Override
    public float timestep(int step) {
        return table.timestep(step);
    }

    @Override
    public double sigma(int step) {
        return table.sigma(step);
    }

    @Override
    public FloatTensor start(FloatTensor unit) {
        return Mix.of(table.startScale(config.spacing()), unit);
    }

    @Override
    public FloatTensor noised(FloatTensor clean, FloatTensor unit, int step) {
        return Mix.of(1, clean, table.sigma(step), unit);
    }

    @Override
    public FloatTensor networkInput(FloatTensor latents, int step) {
        return Mix.of(1 / table.inputScale(step), latents);
    }

    @Override
    public FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step) {
        return config.prediction().cleanOfGrown(latents, prediction, table.sigma(step));
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
