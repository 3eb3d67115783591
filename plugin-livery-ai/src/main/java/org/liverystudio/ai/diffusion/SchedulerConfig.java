package org.liverystudio.ai.diffusion;

import java.nio.file.Path;

/**
 * How noise was added while training, and how steps are spread over it.
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

    enum Prediction {
        EPSILON,
        V_PREDICTION
    }

    enum Spacing {
        LINSPACE,
        LEADING,
        TRAILING
    }

    /** Reads scheduler_config.json; settings of other schedulers are skipped as diffusers does. */
    static SchedulerConfig read(Path folder) {
        JsonConfig json = JsonConfig.read(folder.resolve("scheduler_config.json"));
        json.only("beta_schedule", "linear", "scaled_linear");
        json.only("prediction_type", "epsilon", "v_prediction");
        json.only("timestep_spacing", "linspace", "leading", "trailing");
        json.only("interpolation_type", "linear", "log_linear");
        json.only("final_sigmas_type", "zero", "sigma_min");
        json.only("timestep_type", "discrete");
        json.only("rescale_betas_zero_snr", false);
        json.only("use_beta_sigmas", false);
        json.only("use_exponential_sigmas", false);
        json.absent("sigma_max", "sigma_min", "trained_betas");
        json.irrelevant(
                "clip_sample",
                "clip_sample_range",
                "dynamic_thresholding_ratio",
                "sample_max_value",
                "set_alpha_to_one",
                "skip_prk_steps",
                "thresholding");
        SchedulerConfig config =
                new SchedulerConfig(
                        json.count("num_train_timesteps", 1000),
                        json.number("beta_start", 0.0001),
                        json.number("beta_end", 0.02),
                        json.text("beta_schedule", "linear").equals("scaled_linear"),
                        json.text("prediction_type", "epsilon").equals("epsilon")
                                ? Prediction.EPSILON
                                : Prediction.V_PREDICTION,
                        switch (json.text("timestep_spacing", "linspace")) {
                            case "leading" -> Spacing.LEADING;
                            case "trailing" -> Spacing.TRAILING;
                            default -> Spacing.LINSPACE;
                        },
                        json.count("steps_offset", 0),
                        json.flag("use_karras_sigmas", false),
                        json.text("interpolation_type", "linear").equals("log_linear"),
                        json.text("final_sigmas_type", "zero").equals("sigma_min"));
        json.refuseUnknown();
        return config;
    }
}
