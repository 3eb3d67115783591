package org.liverystudio.ai.engine;

import java.util.List;

/**
 * What is done beyond one walk over the whole picture.
 *
 * @param later passes after the first, each with larger pictures than the one before
 * @param seamless whether opposite edges continue each other
 */
public record Passes(List<LaterPass> later, Seamless seamless) {
    public Passes {
        later = List.copyOf(later);
    }

    /** One pass, with edges as they come. */
    public static Passes single() {
        return new Passes(List.of(), Seamless.NONE);
    }
}
