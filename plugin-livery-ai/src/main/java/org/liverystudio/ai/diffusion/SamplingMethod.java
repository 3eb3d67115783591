package org.liverystudio.ai.diffusion;

import java.util.function.UnaryOperator;

/**
 * How noise is removed: an algorithm, and the settings in which it differs from what the model's
 * scheduler_config.json says.
 */
public enum SamplingMethod {
    EULER(Algorithm.EULER, config -> config),
    EULER_TRAILING(Algorithm.EULER, SamplingMethod::trailing),
    EULER_ANCESTRAL(Algorithm.EULER_ANCESTRAL, config -> config),
    DPMPP_2M(Algorithm.DPM_SOLVER, config -> config.withKarras(false)),
    DPMPP_2M_KARRAS(Algorithm.DPM_SOLVER, config -> config.withKarras(true)),
    DPMPP_2M_SDE_KARRAS(Algorithm.DPM_SOLVER_SDE, config -> config.withKarras(true)),
    DDIM(Algorithm.DDIM, config -> config),
    UNIPC(Algorithm.UNIPC, config -> config),
    LCM(Algorithm.LCM, config -> config);

    private final Algorithm algorithm;
    private final UnaryOperator<SchedulerConfig> changes;

    SamplingMethod(Algorithm algorithm, UnaryOperator<SchedulerConfig> changes) {
        this.algorithm = algorithm;
        this.changes = changes;
    }

    /** One for each scheduler class of diffusers, and one for the SDE form of DPM-Solver++. */
    enum Algorithm {
        EULER,
        EULER_ANCESTRAL,
        DPM_SOLVER,
        DPM_SOLVER_SDE,
        DDIM,
        UNIPC,
        LCM
    }

    Algorithm algorithm() {
        return algorithm;
    }

    SchedulerConfig changed(SchedulerConfig config) {
        return changes.apply(config);
    }

    private static SchedulerConfig trailing(SchedulerConfig config) {
        return config.withSpacing(SchedulerConfig.Spacing.TRAILING);
    }
}
