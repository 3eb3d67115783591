package org.liverystudio.ai.engine;

/**
 * What is done beyond one walk over the whole picture.
 *
 * @param seamless whether opposite edges continue each other
 */
public record Passes(Seamless seamless) {
    /** One pass, with edges as they come. */
    public static Passes single() {
        return new Passes(Seamless.NONE);
    }
}
