package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Euler's method without added noise, step for step as diffusers' {@code EulerDiscreteScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">arXiv 2206.00364</a>, algorithm 2 with no churn
 *     and no correction step
 */
final class EulerSampler implements Sampler {
    private final SchedulerConfig config;
    private final SigmaTable table;

    /**
     * @param steps 1 to the number of training steps
     */
    EulerSampler(SchedulerConfig config, int steps) {
        this.config = config;
        this.table = SigmaTable.ofEuler(config, steps);
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
    public FloatTensor start(FloatTensor noise) {
        return Mix.of(table.startScale(config.spacing()), noise);
    }

    @Override
    public FloatTensor noised(FloatTensor clean, FloatTensor noise, int step) {
        return Mix.of(1, clean, table.sigma(step), noise);
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
        double share = (double) table.sigma(step + 1) / table.sigma(step);
        return Mix.of(share, latents, 1 - share, clean(latents, prediction, step));
    }
}
