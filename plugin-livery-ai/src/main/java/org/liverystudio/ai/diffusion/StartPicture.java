package org.liverystudio.ai.diffusion;

import java.util.Optional;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A picture to begin with instead of pure noise, and how much of it may change.
 *
 * @param latents of the picture without noise, as the UNet knows them, of the shape of the noise
 * @param strength share of the steps that run, above 0 to 1
 * @param coverage {@code [1, 1, height/8, width/8]} in 0 to 1: the share of these steps in which a
 *     latent may change; in the others it is the picture at the noise of the step. 1 everywhere if
 *     empty.
 * @see <a href="https://arxiv.org/abs/2108.01073">SDEdit, arXiv 2108.01073</a>
 * @see <a href="https://arxiv.org/abs/2306.00950">Differential diffusion, arXiv 2306.00950</a>
 */
public record StartPicture(FloatTensor latents, double strength, Optional<FloatTensor> coverage) {
    /** How many of the steps run, by diffusers' rule; 0 changes nothing. */
    public static int stepsToRun(int steps, double strength) {
        return Math.clamp((long) (steps * strength), 0, steps);
    }

    /** Gives the picture back what no step may change, so that the rest is decoded beside it. */
    FloatTensor restore(FloatTensor last) {
        if (coverage.isEmpty()) {
            return last;
        }
        float[] covered = coverage.get().values();
        float[] restored = last.values().clone();
        for (int i = 0; i < restored.length; i++) {
            if (covered[i % covered.length] == 0) {
                restored[i] = latents.values()[i];
            }
        }
        return new FloatTensor(last.shape(), restored);
    }

    /**
     * Sets latents back to the picture where they may not change yet.
     *
     * @param noised the picture at the noise of the coming step
     * @param share of the run that is over, 0 to 1
     */
    FloatTensor hold(FloatTensor now, FloatTensor noised, double share) {
        if (coverage.isEmpty()) {
            return now;
        }
        float[] covered = coverage.get().values();
        float over = (float) share;
        float[] held = now.values().clone();
        for (int i = 0; i < held.length; i++) {
            if (1 - covered[i % covered.length] > over) {
                held[i] = noised.values()[i];
            }
        }
        return new FloatTensor(now.shape(), held);
    }
}
