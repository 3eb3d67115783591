package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Consistency sampling for models or LoRAs that were distilled for it: each step jumps to a clean
 * picture, and all but the last add noise back. As diffusers' {@code LCMScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2310.04378">arXiv 2310.04378</a>, algorithm 3
 */
final class LcmSampler implements Sampler {
    static final SchedulerConfig USUAL =
            SchedulerConfig.USUAL.withScaledBetas().withSpacing(SchedulerConfig.Spacing.LEADING);

    /** Standard deviation of the training pictures that the paper assumes. */
    private static final double SIGMA_DATA = 0.5;

    private final SchedulerConfig config;
    private final Settings settings;
    private final NoiseSchedule schedule;
    private final StepNoise noise;
    private final int[] times;

    /**
     * @param originalSteps steps of the distillation, the most that can be taken
     * @param timestepScaling how quickly latents stop to count for themselves
     */
    record Settings(int originalSteps, double timestepScaling, CleanEnd end) {
        static Settings read(JsonConfig json) {
            return new Settings(
                    json.count("original_inference_steps", 50),
                    json.number("timestep_scaling", 10),
                    CleanEnd.read(json, false));
        }
    }

    /**
     * @param steps 1 to the number of original steps
     */
    LcmSampler(SchedulerConfig config, Settings settings, int steps, StepNoise noise) {
        this.config = config;
        this.settings = settings;
        this.schedule = NoiseSchedule.of(config);
        this.noise = noise;
        this.times = times(config.trainSteps(), settings.originalSteps(), steps);
    }

    /** Evenly out of the steps of the distillation, from its noisy end. */
    private static int[] times(int trainSteps, int originalSteps, int steps) {
        int[] times = new int[steps];
        double stride = (double) originalSteps / steps;
        for (int i = 0; i < steps; i++) {
            int left = originalSteps - (int) (i * stride);
            times[i] = left * (trainSteps / originalSteps) - 1;
        }
        return times;
    }

    @Override
    public int steps() {
        return times.length;
    }

    @Override
    public float timestep(int step) {
        return times[step];
    }

    @Override
    public double sigma(int step) {
        if (step == steps()) {
            return 0;
        }
        double kept = schedule.signalAt(times[step]);
        return Math.sqrt((1 - kept) / kept);
    }

    @Override
    public FloatTensor clean(FloatTensor latents, FloatTensor prediction, int step) {
        double kept = schedule.signalAt(times[step]);
        return settings.end()
                .clipped(
                        config.prediction()
                                .clean(latents, prediction, Math.sqrt(kept), Math.sqrt(1 - kept)));
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        FloatTensor clean = clean(latents, prediction, step);
        double scaled = times[step] * settings.timestepScaling();
        double length = Math.hypot(scaled, SIGMA_DATA);
        double own = SIGMA_DATA / length;
        FloatTensor denoised = Mix.of(scaled / length, clean, own * own, latents);
        if (step == steps() - 1) {
            return denoised;
        }
        double keptThen = schedule.signalAt(times[step + 1]);
        return Mix.of(Math.sqrt(keptThen), denoised, Math.sqrt(1 - keptThen), noise.next());
    }
}
