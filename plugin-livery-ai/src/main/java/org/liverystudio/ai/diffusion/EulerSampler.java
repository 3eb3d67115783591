package org.liverystudio.ai.diffusion;

import java.util.Arrays;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Euler's method without added noise, step for step as diffusers' {@code EulerDiscreteScheduler}.
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">arXiv 2206.00364</a>, algorithm 2 with no churn
 *     and no correction step
 */
final class EulerSampler implements Sampler {
    /** Karras' own value, equation 5. */
    private static final double RHO = 7;

    private final SchedulerConfig config;
    private final float[] timesteps;
    private final float[] sigmas;

    /**
     * @param steps 1 to the number of training steps
     */
    EulerSampler(SchedulerConfig config, int steps) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        if (steps < 1 || steps > schedule.steps()) {
            throw new IllegalArgumentException(
                    "%d steps; 1 to %d are possible".formatted(steps, schedule.steps()));
        }
        this.config = config;
        double[] times = spread(config, steps);
        double[] levels =
                config.logLinear()
                        ? logLinear(schedule, steps)
                        : Arrays.stream(times).map(schedule::sigmaAt).toArray();
        if (config.karras()) {
            double last = config.logLinear() ? schedule.smallest() : levels[steps - 1];
            levels = karras(levels[0], last, steps);
            times = Arrays.stream(levels).map(schedule::stepAt).toArray();
        }
        this.timesteps = narrowed(times);
        this.sigmas = Arrays.copyOf(narrowed(levels), steps + 1);
        // Spacing by logarithms alone never reaches zero: it counts the smallest level as its end.
        boolean keepsSome = config.endsAtSmallestSigma() || config.logLinear() && !config.karras();
        this.sigmas[steps] = keepsSome ? (float) schedule.smallest() : 0;
    }

    /** Training steps to visit, falling. */
    private static double[] spread(SchedulerConfig config, int steps) {
        double[] times = new double[steps];
        int train = config.trainSteps();
        for (int i = 0; i < steps; i++) {
            times[i] =
                    switch (config.spacing()) {
                        case LINSPACE ->
                                steps == 1
                                        ? 0
                                        : (float)
                                                ((train - 1)
                                                        * (double) (steps - 1 - i)
                                                        / (steps - 1));
                        case LEADING -> (steps - 1 - i) * (train / steps) + config.stepsOffset();
                        case TRAILING -> Math.rint(train - i * ((double) train / steps)) - 1;
                    };
        }
        return times;
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

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public float timestep(int step) {
        return timesteps[step];
    }

    /** Standard deviation of the noise before a step; 0 after the last. */
    float sigma(int step) {
        return sigmas[step];
    }

    @Override
    public FloatTensor start(FloatTensor noise) {
        float sigma = sigmas[0];
        // With leading spacing the first step is not quite the last of the training: the variance
        // that is missing at its start is added here.
        float scale =
                config.spacing() == SchedulerConfig.Spacing.LEADING
                        ? (float) Math.sqrt(sigma * sigma + 1f)
                        : sigma;
        return map(noise, value -> value * scale);
    }

    @Override
    public FloatTensor networkInput(FloatTensor latents, int step) {
        float scale = (float) Math.sqrt(sigmas[step] * sigmas[step] + 1f);
        return map(latents, value -> value / scale);
    }

    @Override
    public FloatTensor next(FloatTensor latents, FloatTensor prediction, int step) {
        float sigma = sigmas[step];
        float change = sigmas[step + 1] - sigma;
        float variance = sigma * sigma + 1f;
        float vScale = -sigma / (float) Math.sqrt(variance);
        float[] now = latents.values();
        float[] predicted = prediction.values();
        float[] next = new float[now.length];
        for (int i = 0; i < now.length; i++) {
            float clean =
                    switch (config.prediction()) {
                        case EPSILON -> now[i] - sigma * predicted[i];
                        case V_PREDICTION -> predicted[i] * vScale + now[i] / variance;
                    };
            next[i] = now[i] + (now[i] - clean) / sigma * change;
        }
        return new FloatTensor(latents.shape(), next);
    }

    private static FloatTensor map(FloatTensor tensor, FloatOperator operator) {
        float[] values = new float[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = operator.apply(tensor.values()[i]);
        }
        return new FloatTensor(tensor.shape(), values);
    }

    @FunctionalInterface
    private interface FloatOperator {
        float apply(float value);
    }
}
