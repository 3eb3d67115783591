package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/**
 * Makes samplers for a model, from its scheduler_config.json as diffusers' {@code from_config}
 * does: a scheduler of any class takes the settings that it shares with the one the file was
 * written for, and its own usual value for the rest.
 */
final class SamplerFactory {
    /** Settings of all schedulers here; one that another scheduler does not know is skipped. */
    private static final String[] KNOWN = {
        "algorithm_type",
        "beta_end",
        "beta_schedule",
        "beta_start",
        "clip_sample",
        "clip_sample_range",
        "disable_corrector",
        "dynamic_thresholding_ratio",
        "euler_at_final",
        "final_sigmas_type",
        "flow_shift",
        "interpolation_type",
        "lambda_min_clipped",
        "lower_order_final",
        "num_train_timesteps",
        "original_inference_steps",
        "predict_x0",
        "prediction_type",
        "rescale_betas_zero_snr",
        "sample_max_value",
        "set_alpha_to_one",
        "shift_terminal",
        "sigma_max",
        "sigma_min",
        "skip_prk_steps",
        "solver_order",
        "solver_p",
        "solver_type",
        "steps_offset",
        "thresholding",
        "time_shift_type",
        "timestep_scaling",
        "timestep_spacing",
        "timestep_type",
        "trained_betas",
        "use_beta_sigmas",
        "use_dynamic_shifting",
        "use_exponential_sigmas",
        "use_flow_sigmas",
        "use_karras_sigmas",
        "use_lu_lambdas",
        "variance_type"
    };

    /** For samplers that are made to be asked, not to walk. */
    static final StepNoise NO_NOISE =
            () -> {
                throw new IllegalStateException("This sampler takes no steps");
            };

    private final JsonConfig json;

    private SamplerFactory(JsonConfig json) {
        this.json = json;
    }

    /**
     * @param folder with scheduler_config.json
     * @throws LiveryException if it is missing, broken, or holds what no scheduler here knows
     */
    static SamplerFactory read(Path folder) {
        JsonConfig json = JsonConfig.read(folder.resolve("scheduler_config.json"));
        json.irrelevant(KNOWN);
        json.refuseUnknown();
        return new SamplerFactory(json);
    }

    /**
     * @param steps 1 or more
     * @throws LiveryException if the config asks for what the sampler cannot do, or there are too
     *     many steps
     */
    Sampler sampler(SamplingMethod method, int steps, StepNoise noise) {
        return switch (method.algorithm()) {
            case EULER -> {
                readEuler();
                yield new EulerSampler(shared(method, steps, SchedulerConfig.USUAL), steps);
            }
            case EULER_ANCESTRAL -> {
                json.only("prediction_type", "epsilon", "v_prediction");
                yield new EulerAncestralSampler(
                        shared(method, steps, SchedulerConfig.USUAL), steps, noise);
            }
            case DPM_SOLVER -> dpmSolver(method, steps, noise, false);
            case DPM_SOLVER_SDE -> dpmSolver(method, steps, noise, true);
            case DDIM -> {
                SchedulerConfig config = shared(method, steps, DdimSampler.USUAL);
                yield new DdimSampler(config, CleanEnd.read(json, true), steps);
            }
            case UNIPC -> {
                int order = UniPcSampler.readOrder(json);
                yield new UniPcSampler(shared(method, steps, SchedulerConfig.USUAL), order, steps);
            }
            case LCM -> lcm(method, steps, noise);
        };
    }

    private void readEuler() {
        json.only("prediction_type", "epsilon", "v_prediction");
        json.only("interpolation_type", "linear", "log_linear");
        json.only("timestep_type", "discrete");
        json.only("use_beta_sigmas", false);
        json.only("use_exponential_sigmas", false);
        json.absent("sigma_max", "sigma_min");
    }

    private Sampler dpmSolver(
            SamplingMethod method, int steps, StepNoise noise, boolean stochastic) {
        DpmSolverSampler.Settings settings = DpmSolverSampler.Settings.read(json, stochastic);
        SchedulerConfig config = shared(method, steps, SchedulerConfig.USUAL);
        return new DpmSolverSampler(config, settings, steps, noise);
    }

    private Sampler lcm(SamplingMethod method, int steps, StepNoise noise) {
        SchedulerConfig config = shared(method, steps, LcmSampler.USUAL);
        LcmSampler.Settings settings = LcmSampler.Settings.read(json);
        if (steps > settings.originalSteps()) {
            throw new LiveryException(
                    "%d steps are more than the %d that the sampler lcm can take."
                            .formatted(steps, settings.originalSteps()),
                    "Choose fewer; 4 to 8 are usual.");
        }
        return new LcmSampler(config, settings, steps, noise);
    }

    private SchedulerConfig shared(SamplingMethod method, int steps, SchedulerConfig usual) {
        SchedulerConfig config = method.changed(SchedulerConfig.read(json, usual));
        if (steps > config.trainSteps()) {
            throw new LiveryException(
                    "%d steps are more than the %d that the model was trained with."
                            .formatted(steps, config.trainSteps()),
                    "Choose fewer; 20 to 30 are usual.");
        }
        return config;
    }
}
