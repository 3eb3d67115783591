package org.liverystudio.ai.diffusion;

/**
 * How much noise each training step added, as one standard deviation (sigma) for each step.
 *
 * <p>Computed in the same widths as diffusers does, so that sigmas agree to the last digit or two:
 * betas in 32 bits, their running product summed in 64 and kept in 32.
 */
final class NoiseSchedule {
    private final float[] signals;
    private final float[] sigmas;

    private NoiseSchedule(float[] signals, float[] sigmas) {
        this.signals = signals;
        this.sigmas = sigmas;
    }

    static NoiseSchedule of(SchedulerConfig config) {
        int steps = config.trainSteps();
        boolean scaled = config.scaledLinear();
        float[] betas =
                scaled
                        ? linspace(
                                Math.sqrt(config.betaStart()), Math.sqrt(config.betaEnd()), steps)
                        : linspace(config.betaStart(), config.betaEnd(), steps);
        float[] signals = new float[steps];
        float[] sigmas = new float[steps];
        double product = 1;
        for (int i = 0; i < steps; i++) {
            float beta = scaled ? betas[i] * betas[i] : betas[i];
            product *= 1f - beta;
            float kept = (float) product;
            signals[i] = kept;
            sigmas[i] = (float) Math.sqrt((1f - kept) / kept);
        }
        return new NoiseSchedule(signals, sigmas);
    }

    /** Evenly spaced, built from both ends as torch does. */
    private static float[] linspace(double start, double end, int count) {
        float from = (float) start;
        float to = (float) end;
        float step = (to - from) / (count - 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 ? from + step * i : to - step * (count - 1 - i);
        }
        return values;
    }

    int steps() {
        return sigmas.length;
    }

    double smallest() {
        return sigmas[0];
    }

    double largest() {
        return sigmas[sigmas.length - 1];
    }

    /** Share of the clean picture in the variance after a training step, 1 to almost 0. */
    double signalAt(int step) {
        return signals[step];
    }

    /** Sigma between two training steps, on a straight line. */
    double sigmaAt(double step) {
        double inside = Math.clamp(step, 0, sigmas.length - 1);
        int below = Math.min((int) inside, sigmas.length - 2);
        double share = inside - below;
        return sigmas[below] + share * ((double) sigmas[below + 1] - sigmas[below]);
    }

    /** The training step, with a fraction, at which there was this much noise. */
    double stepAt(double sigma) {
        double wanted = Math.log(Math.max(sigma, 1e-10));
        int below = 0;
        while (below < sigmas.length - 2 && Math.log(sigmas[below + 1]) <= wanted) {
            below++;
        }
        double low = Math.log(sigmas[below]);
        double high = Math.log(sigmas[below + 1]);
        double share = Math.clamp((low - wanted) / (low - high), 0, 1);
        return (1 - share) * below + share * (below + 1);
    }
}
