package org.liverystudio.ai.diffusion;

/**
 * Work that is left out for speed; the picture changes a little.
 *
 * @param stepCache the deep part of the UNet runs in each {@code stepCache}-th step only, the steps
 *     between take over what it gave; 1 is exact
 * @param guidanceEnd share of the steps after which the negative prompt is no longer asked: the
 *     pull away from it stays what it was last; 1 is exact
 */
public record Shortcuts(int stepCache, double guidanceEnd) {
    /** Beyond this, hardly a step would see the picture as it is. */
    public static final int MAX_STEP_CACHE = 10;

    /** Nothing is left out. */
    public static Shortcuts none() {
        return new Shortcuts(1, 1);
    }
}
