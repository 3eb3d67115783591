package org.liverystudio.ai.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liverystudio.ai.diffusion.SamplingMethod;

/**
 * Samplers by the names that painters know. Each is built from the model's own scheduler config.
 */
public enum SchedulerKind {
    /** diffusers' EulerDiscreteScheduler. */
    EULER("euler", "Euler", SamplingMethod.EULER),
    /** EulerAncestralDiscreteScheduler: adds noise after each step. */
    EULER_ANCESTRAL("euler-a", "Euler ancestral", SamplingMethod.EULER_ANCESTRAL),
    /** DPMSolverMultistepScheduler with Karras' noise levels. */
    DPMPP_2M_KARRAS("dpmpp-2m-karras", "DPM++ 2M Karras", SamplingMethod.DPMPP_2M_KARRAS),
    /** DDIMScheduler. */
    DDIM("ddim", "DDIM", SamplingMethod.DDIM),
    /** LCMScheduler, for models or LoRAs made for it. */
    LCM("lcm", "LCM", SamplingMethod.LCM),
    /** DPMSolverMultistepScheduler with the model's own spacing. */
    DPMPP_2M("dpmpp-2m", "DPM++ 2M", SamplingMethod.DPMPP_2M),
    /** DPMSolverMultistepScheduler, sde-dpmsolver++, with Karras' noise levels. */
    DPMPP_2M_SDE_KARRAS(
            "dpmpp-2m-sde-karras", "DPM++ 2M SDE Karras", SamplingMethod.DPMPP_2M_SDE_KARRAS),
    /** UniPCMultistepScheduler. */
    UNIPC("unipc", "UniPC", SamplingMethod.UNIPC),
    /** EulerDiscreteScheduler with trailing steps, for Lightning and Turbo models. */
    EULER_TRAILING("euler-trailing", "Euler, few steps", SamplingMethod.EULER_TRAILING);

    private final String optionName;
    private final String title;
    private final SamplingMethod method;

    SchedulerKind(String optionName, String title, SamplingMethod method) {
        this.optionName = optionName;
        this.title = title;
        this.method = method;
    }

    public static Optional<SchedulerKind> ofOptionName(String word) {
        return Arrays.stream(values()).filter(kind -> kind.optionName.equals(word)).findFirst();
    }

    /** All words, as a list for people. */
    public static String optionNames() {
        return Arrays.stream(values())
                .map(kind -> kind.optionName)
                .collect(Collectors.joining(", "));
    }

    /** The word after {@code --sampler}. */
    public String optionName() {
        return optionName;
    }

    /** What a list of choices shows. */
    public String title() {
        return title;
    }

    /** What it is made of. */
    SamplingMethod method() {
        return method;
    }
}
