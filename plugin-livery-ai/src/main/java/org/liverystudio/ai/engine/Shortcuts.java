package org.liverystudio.ai.engine;

/**
 * Work that is left out for speed; the picture changes a little.
 *
 * @param stepCache the deep part of the UNet runs in each {@code stepCache}-th step only; 1 is
 *     exact
 * @param guidanceEnd share of the steps after which the negative prompt is no longer asked; 1 is
 *     exact
 */
public record Shortcuts(int stepCache, double guidanceEnd) {
    /** Nothing is left out. */
    public static Shortcuts none() {
        return new Shortcuts(1, 1);
    }
}
