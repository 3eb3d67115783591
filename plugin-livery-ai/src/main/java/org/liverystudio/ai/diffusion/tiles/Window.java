package org.liverystudio.ai.diffusion.tiles;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * A part of latents. Rows and columns beyond the last one are the first ones again.
 *
 * @param top first row
 * @param left first column
 * @param height in latents, at most that of the whole
 * @param width in latents, at most that of the whole
 */
public record Window(int top, int left, int height, int width) {
    /** All of latents. */
    public static Window whole(FloatTensor latents) {
        return new Window(0, 0, latents.length(2), latents.length(3));
    }

    /**
     * What the window shows.
     *
     * @param whole {@code [batch, channels, rows * unit, columns * unit]}
     * @param unit rows and columns for each latent: 1 for latents, more for pictures
     */
    public FloatTensor of(FloatTensor whole, int unit) {
        int rows = whole.length(2);
        int columns = whole.length(3);
        int wide = width * unit;
        int high = height * unit;
        // Up to the right edge, then on from the left one.
        int first = Math.min(wide, columns - left * unit);
        int planes = whole.length(0) * whole.length(1);
        float[] values = new float[planes * high * wide];
        for (int row = 0; row < planes * high; row++) {
            int y = (top * unit + row % high) % rows;
            int from = (row / high * rows + y) * columns;
            int to = row * wide;
            System.arraycopy(whole.values(), from + left * unit, values, to, first);
            System.arraycopy(whole.values(), from, values, to + first, wide - first);
        }
        List<Long> shape = new ArrayList<>(whole.shape());
        shape.set(2, (long) high);
        shape.set(3, (long) wide);
        return new FloatTensor(shape, values);
    }
}
