package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A picture of flat patches in colours from all over the cube, to learn from an autoencoder how it
 * keeps colours.
 */
final class ColourChart {
    /** Brightnesses of each primary; their combinations fill a square. */
    private static final int STEPS = 4;

    private static final int PATCHES_A_ROW = 8;

    /** Wide enough that most latents of a patch see nothing but it. */
    private static final int LATENTS_A_PATCH = 4;

    private static final int EDGE = PATCHES_A_ROW * LATENTS_A_PATCH;

    private ColourChart() {}

    /**
     * @param pixelsPerLatent edge of a latent
     * @return {@code [1, 3, edge, edge]} in -1 to 1, 32 latents wide and high
     */
    static FloatTensor picture(int pixelsPerLatent) {
        int edge = EDGE * pixelsPerLatent;
        int patch = LATENTS_A_PATCH * pixelsPerLatent;
        float[] values = new float[3 * edge * edge];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % (edge * edge);
            int which = pixel / edge / patch * PATCHES_A_ROW + pixel % edge / patch;
            int level = which / (int) Math.pow(STEPS, i / (edge * edge)) % STEPS;
            values[i] = 2f * level / (STEPS - 1) - 1;
        }
        return new FloatTensor(List.of(1L, 3L, (long) edge, (long) edge), values);
    }
}
