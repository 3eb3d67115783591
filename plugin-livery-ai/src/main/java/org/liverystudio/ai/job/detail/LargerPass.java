package org.liverystudio.ai.job.detail;

import java.util.OptionalInt;
import org.liverystudio.ai.engine.Upscaler;

/**
 * A pass over a picture that was made larger.
 *
 * @param target how large it gets
 * @param strength share of the steps that run, above 0 (no change) to 1 (all may change)
 * @param steps of a whole walk; those of the request if empty
 * @param upscaler how it becomes larger
 */
public record LargerPass(Target target, double strength, OptionalInt steps, Upscaler upscaler) {
    /** Enough for fine lines, too little for new motifs in every window. */
    private static final double REFINING_STRENGTH = 0.3;

    /** A second pass as usual. */
    public static LargerPass second(Target target, Upscaler upscaler) {
        return new LargerPass(target, upscaler.usualStrength(), OptionalInt.empty(), upscaler);
    }

    /** A refinement as usual. */
    public static LargerPass refining(Target target) {
        return new LargerPass(target, REFINING_STRENGTH, OptionalInt.empty(), Upscaler.PIXELS);
    }

    public LargerPass withTarget(Target other) {
        return new LargerPass(other, strength, steps, upscaler);
    }
}
