package org.liverystudio.ai.diffusion;

/**
 * Training steps that a run visits, falling. Named as in table 2 of <a
 * href="https://arxiv.org/abs/2305.08891">arXiv 2305.08891</a>.
 */
final class Timesteps {
    private Timesteps() {}

    /**
     * Both ends of the training are visited, or, with leading and trailing spacing, one of them.
     */
    static double[] ofEuler(SchedulerConfig config, int steps) {
        double[] times = new double[steps];
        int train = config.trainSteps();
        for (int i = 0; i < steps; i++) {
            int left = steps - 1 - i;
            times[i] =
                    switch (config.spacing()) {
                        case LINSPACE ->
                                steps == 1
                                        ? 0
                                        : (float) ((train - 1) * (double) left / (steps - 1));
                        case LEADING -> left * (train / steps) + config.stepsOffset();
                        case TRAILING -> trailing(train, steps, i);
                    };
        }
        return times;
    }

    /** As Euler's, in whole steps. */
    static double[] ofDdim(SchedulerConfig config, int steps) {
        double[] times = ofEuler(config, steps);
        for (int i = 0; i < steps; i++) {
            times[i] = Math.min(Math.rint(times[i]), config.trainSteps() - 1);
        }
        return times;
    }

    /** One more step is laid out, and the last of them, at the clean end, is not visited. */
    static double[] ofMultistep(SchedulerConfig config, int steps) {
        double[] times = new double[steps];
        int train = config.trainSteps();
        for (int i = 0; i < steps; i++) {
            int left = steps - i;
            times[i] =
                    switch (config.spacing()) {
                        case LINSPACE -> Math.rint(left * ((train - 1) / (double) steps));
                        case LEADING -> left * (train / (steps + 1)) + config.stepsOffset();
                        case TRAILING -> trailing(train, steps, i);
                    };
        }
        return times;
    }

    private static double trailing(int train, int steps, int i) {
        return Math.rint(train - i * ((double) train / steps)) - 1;
    }
}
