package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A ControlNet at work in one run.
 *
 * @param picture {@code [1, 3, height, width]} in 0 to 1, red first
 * @param scale weight of its residuals
 * @param start share of the steps before it sets in, 0 to 1
 * @param end share of the steps after which it stops
 */
public record ControlGuide(
        LoadedControlNet net, FloatTensor picture, double scale, double start, double end) {
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
