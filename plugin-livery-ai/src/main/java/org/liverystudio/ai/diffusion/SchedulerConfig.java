package org.liverystudio.ai.diffusion;

/**
 * How noise was added while training, and how steps are spread over it: the settings that samplers
 * share.
 *
 * @param trainSteps steps of the training, usually 1000
 * @param betaStart variance added at the first of them
 * @param betaEnd variance added at the last
 * @param scaledLinear whether the square roots of the variances are evenly spaced
 * @param prediction what the UNet predicts
 * @param spacing how the steps of a run are spread over those of the training
 * @param stepsOffset added to each step with leading spacing
 * @param karras whether sigmas follow Karras' formula
 * @param logLinear whether sigmas are evenly spaced by their logarithm
 * @param endsAtSmallestSigma whether the last step leaves the smallest noise instead of none
 */
record SchedulerConfig(
        int trainSteps,
        double betaStart,
        double betaEnd,
        boolean scaledLinear,
        Prediction prediction,
        Spacing spacing,
        int stepsOffset,
        boolean karras,
        boolean logLinear,
        boolean endsAtSmallestSigma) {

    /** What diffusers' schedulers take where a config is silent. */
    static final SchedulerConfig USUAL =
            new SchedulerConfig(
                    1000,
                    0.0001,
                    0.02,
                    false,
                    Prediction.EPSILON,
                    Spacing.LINSPACE,
                    0,
                    false,
                    false,
                    false);

    enum Spacing {
        LINSPACE,
        LEADING,
        TRAILING
    }

    /**
     * @param usual what holds where the file is silent; differs between schedulers
     */
    static SchedulerConfig read(JsonConfig json, SchedulerConfig usual) {
        json.only("beta_schedule", "linear", "scaled_linear");
        json.only("final_sigmas_type", "zero", "sigma_min");
        json.only("rescale_betas_zero_snr", false);
        json.absent("trained_betas");
        return new SchedulerConfig(
                json.count("num_train_timesteps", usual.trainSteps),
                json.number("beta_start", usual.betaStart),
                json.number("beta_end", usual.betaEnd),
                json.text("beta_schedule", usual.scaledLinear ? "scaled_linear" : "linear")
                        .equals("scaled_linear"),
                json.word("prediction_type", usual.prediction),
                json.word("timestep_spacing", usual.spacing),
                json.count("steps_offset", usual.stepsOffset),
                json.flag("use_karras_sigmas", usual.karras),
                json.text("interpolation_type", "linear").equals("log_linear"),
                json.text("final_sigmas_type", "zero").equals("sigma_min"));
    }

    SchedulerConfig withSpacing(Spacing other) {
        return new SchedulerConfig(
                trainSteps,
                betaStart,
                betaEnd,
                scaledLinear,
                prediction,
                other,
                stepsOffset,
                karras,
                logLinear,
                endsAtSmallestSigma);
    }

    SchedulerConfig withKarras(boolean other) {
        return new SchedulerConfig(
                trainSteps,
                betaStart,
                betaEnd,
                scaledLinear,
                prediction,
                spacing,
                stepsOffset,
                other,
                logLinear,
                endsAtSmallestSigma);
    }

    /** With the variances that SDXL was trained with. */
    SchedulerConfig withScaledBetas() {
        return new SchedulerConfig(
                trainSteps,
                0.00085,
                0.012,
                true,
                prediction,
                spacing,
                stepsOffset,
                karras,
                logLinear,
                endsAtSmallestSigma);
    }
}
