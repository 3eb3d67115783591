package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.diffusion.tiles.PictureParts;

/**
 * A ControlNet at work in one run.
 *
 * @param picture of the size of the latents; in 0 to 1, red first
 * @param type what the picture shows; union networks are told
 * @param scale weight of its residuals
 * @param start share of the steps before it sets in, 0 to 1
 * @param end share of the steps after which it stops
 */
public record ControlGuide(
        LoadedControlNet net,
        PictureParts picture,
        ControlType type,
        double scale,
        double start,
        double end) {
    /** The same at work on latents of another size. */
    public ControlGuide withPicture(PictureParts other) {
        return new ControlGuide(net, other, type, scale, start, end);
    }

    /** Refuses a network that was made for another model, or knows no such picture. */
    void requireFits(UnetConfig unet) {
        net.requireFits(unet);
        net.requireKnows(type);
    }

    /**
     * Whether it is at work in a step, by diffusers' rule.
     *
     * @param step counts from the first that runs
     * @param steps that run
     */
    boolean active(int step, int steps) {
        return (double) step / steps >= start && (double) (step + 1) / steps <= end;
    }
}
