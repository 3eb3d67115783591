package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * DDIM without added noise, as diffusers' {@code DDIMScheduler} with an eta of 0.
 *
 * @see <a href="https://arxiv.org/abs/2010.02502">arXiv 2010.02502</a>, equation 12
 */
final class DdimSampler implements Sampler {
    static final SchedulerConfig USUAL =
            SchedulerConfig.USUAL.withSpacing(SchedulerConfig.Spacing.LEADING);

    private final SchedulerConfig config;
    private final CleanEnd end;
    private final NoiseSchedule schedule;
    private final double[] times;

    /**
     * @param steps 1 to the number of training steps
     */
    DdimSampler(SchedulerConfig config, CleanEnd end, int steps) {
        this.config = config;
        this.end = end;
        this.schedule = NoiseSchedule.of(config);
        this.times = Timesteps.ofDdim(config, steps);
    }

    @Override
    public int steps() {
        return times.length;
    }

    @Override
    public float timestep(int step) {
        return (float) times[step];
    }

    @Override
    public double sigma(int step) {
        double kept =
                step < steps()
                        ? schedule.signalAt((int) times[step])
                        : end.signalAt(schedule, before(step - 1));
        return Math.sqrt((1 - kept) / kept);
    }

    /** The training step that a step leads to; below 0 at the end. */
    private int before(int step) {
        return (int) times[step] - config.trainSteps() / steps();
    }

    @Override
    public FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step) {
        double kept = schedule.signalAt((int) times[step]);
        return end.clipped(
                config.prediction()
                        .clean(latents, prediction, Math.sqrt(kept), Math.sqrt(1 - kept)));
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        int now = (int) times[step];
        double kept = schedule.signalAt(now);
        double keptThen = end.signalAt(schedule, before(step));
        double alpha = Math.sqrt(kept);
        double sigma = Math.sqrt(1 - kept);
        FloatTensor clean = clean(latents, prediction, step);
        FloatTensor noise = config.prediction().noise(latents, prediction, alpha, sigma);
        return Mix.of(Math.sqrt(keptThen), clean, Math.sqrt(1 - keptThen), noise);
    }
}
