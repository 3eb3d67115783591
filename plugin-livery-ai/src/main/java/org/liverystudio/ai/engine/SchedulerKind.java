package org.liverystudio.ai.engine;

/** Samplers by the names that painters know. */
public enum SchedulerKind {
    /** diffusers' EulerDiscreteScheduler. */
    EULER("euler");

    private final String optionName;

    SchedulerKind(String optionName) {
        this.optionName = optionName;
    }

    /** The word after {@code --sampler}. */
    public String optionName() {
        return optionName;
    }
}
