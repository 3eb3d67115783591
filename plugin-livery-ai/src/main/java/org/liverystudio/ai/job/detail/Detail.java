package org.liverystudio.ai.job.detail;

import java.util.Optional;
import org.liverystudio.ai.engine.Seamless;

/**
 * How large and how fine pictures get.
 *
 * @param secondPass whether a small picture is drawn first and a larger one over it
 * @param refine after that, redraws a still larger picture window by window, in memory that does
 *     not grow with it
 * @param seamless whether opposite edges continue each other
 */
public record Detail(SecondPass secondPass, Optional<LargerPass> refine, Seamless seamless) {
    /** One pass, with edges as they come. */
    public static Detail single() {
        return new Detail(new SecondPass.Off(), Optional.empty(), Seamless.NONE);
    }

    /** What suits most: a second pass where the size asks for it. */
    public static Detail usual() {
        return new Detail(new SecondPass.Automatic(), Optional.empty(), Seamless.NONE);
    }
}
