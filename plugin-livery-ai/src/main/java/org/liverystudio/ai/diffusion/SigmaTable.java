package org.liverystudio.ai.diffusion;

import java.util.Arrays;

/**
 * The noise levels that a run goes through.
 *
 * @param timesteps training steps that the UNet is told, one for each step
 * @param sigmas standard deviation of the noise before each step, and one more after the last
 */
record SigmaTable(float[] timesteps, float[] sigmas) {
    /** Karras' own value, equation 5 of arXiv 2206.00364. */
    private static final double RHO = 7;

    /** As diffusers' {@code EulerDiscreteScheduler} lays them out. */
    static SigmaTable ofEuler(SchedulerConfig config, int steps) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        double[] times = Timesteps.ofEuler(config, steps);
        double[] levels =
                config.logLinear() ? logLinear(schedule, steps) : levelsAt(schedule, times);
        if (config.karras()) {
            double last = config.logLinear() ? schedule.smallest() : levels[steps - 1];
            levels = karras(levels[0], last, steps);
            times = Arrays.stream(levels).map(schedule::stepAt).toArray();
        }
        // Spacing by logarithms alone never reaches zero: it counts the smallest level as its end.
        boolean keepsSome = config.endsAtSmallestSigma() || config.logLinear() && !config.karras();
        return of(times, levels, keepsSome ? schedule.smallest() : 0);
    }

    /** As {@code EulerAncestralDiscreteScheduler} does: to zero, without choice. */
    static SigmaTable ofEulerAncestral(SchedulerConfig config, int steps) {
        double[] times = Timesteps.ofEuler(config, steps);
        return of(times, levelsAt(NoiseSchedule.of(config), times), 0);
    }

    /** As {@code DPMSolverMultistepScheduler} and {@code UniPCMultistepScheduler} do. */
    static SigmaTable ofMultistep(SchedulerConfig config, int steps) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        double last = config.endsAtSmallestSigma() ? schedule.smallest() : 0;
        if (!config.karras()) {
            double[] times = Timesteps.ofMultistep(config, steps);
            return of(times, levelsAt(schedule, times), last);
        }
        double[] levels = karras(schedule.largest(), schedule.smallest(), steps);
        double[] times =
                Arrays.stream(levels).map(level -> Math.rint(schedule.stepAt(level))).toArray();
        return of(times, levels, last);
    }

    private static SigmaTable of(double[] times, double[] levels, double last) {
        float[] sigmas = Arrays.copyOf(narrowed(levels), levels.length + 1);
        sigmas[levels.length] = (float) last;
        return new SigmaTable(narrowed(times), sigmas);
    }

    private static double[] levelsAt(NoiseSchedule schedule, double[] times) {
        return Arrays.stream(times).map(schedule::sigmaAt).toArray();
    }

    private static double[] logLinear(NoiseSchedule schedule, int steps) {
        double first = Math.log(schedule.largest());
        double last = Math.log(schedule.smallest());
        double[] levels = new double[steps];
        for (int i = 0; i < steps; i++) {
            levels[i] = Math.exp(first + (last - first) * i / steps);
        }
        return levels;
    }

    private static double[] karras(double first, double last, int steps) {
        double high = Math.pow(first, 1 / RHO);
        double low = Math.pow(last, 1 / RHO);
        double[] levels = new double[steps];
        for (int i = 0; i < steps; i++) {
            double ramp = steps == 1 ? 0 : (double) i / (steps - 1);
            levels[i] = Math.pow(high + ramp * (low - high), RHO);
        }
        return levels;
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    /** The same with another noise level after the last step. */
    SigmaTable endingAt(float last) {
        float[] changed = sigmas.clone();
        changed[steps()] = last;
        return new SigmaTable(timesteps, changed);
    }

    int steps() {
        return timesteps.length;
    }

    float timestep(int step) {
        return timesteps[step];
    }

    float sigma(int step) {
        return sigmas[step];
    }

    /**
     * Noise of unit variance as latents of the first step.
     *
     * @param spacing with leading spacing the first step is not quite the last of the training; the
     *     variance that is missing at its start is added then
     */
    double startScale(SchedulerConfig.Spacing spacing) {
        double sigma = sigmas[0];
        return spacing == SchedulerConfig.Spacing.LEADING ? Math.sqrt(sigma * sigma + 1) : sigma;
    }

    /** What latents are divided by before the UNet sees them. */
    double inputScale(int step) {
        double sigma = sigmas[step];
        return Math.sqrt(sigma * sigma + 1);
    }
}
