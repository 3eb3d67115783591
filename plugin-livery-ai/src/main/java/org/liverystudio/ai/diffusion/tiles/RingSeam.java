package org.liverystudio.ai.diffusion.tiles;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;

/**
 * Closes a picture that continues on its opposite side and was made in pieces: it is made a little
 * longer than it is, and what lies beyond its end fades into its beginning.
 */
public final class RingSeam {
    private final EdgeWrap wrap;
    private final int overlap;

    /**
     * @param wrap the directions to close
     * @param overlap how much longer it is made, at most
     */
    public RingSeam(EdgeWrap wrap, int overlap) {
        this.wrap = wrap;
        this.overlap = overlap;
    }

    /**
     * The whole once more around the ring.
     *
     * @param whole {@code [1, channels, height * unit, width * unit]}
     */
    public FloatTensor longer(FloatTensor whole, int unit) {
        if (wrap.equals(EdgeWrap.NONE)) {
            return whole;
        }
        int height = whole.length(2) / unit;
        int width = whole.length(3) / unit;
        return new Window(
                        0,
                        0,
                        wrap.y() ? height + Math.min(overlap, height) : height,
                        wrap.x() ? width + Math.min(overlap, width) : width)
                .of(whole, unit);
    }

    /**
     * The opposite of {@link #longer}.
     *
     * @param longer {@code [1, channels, at least height, at least width]}
     * @return {@code [1, channels, height, width]}
     */
    public FloatTensor closed(FloatTensor longer, int height, int width) {
        return wrap.equals(EdgeWrap.NONE)
                ? longer
                : closedColumns(closedRows(longer, height), width);
    }

    private static FloatTensor closedRows(FloatTensor longer, int height) {
        int channels = longer.length(1);
        int rows = longer.length(2);
        int columns = longer.length(3);
        float[] values = new float[channels * height * columns];
        for (int channel = 0; channel < channels; channel++) {
            int from = channel * rows * columns;
            int to = channel * height * columns;
            System.arraycopy(longer.values(), from, values, to, height * columns);
            for (int y = 0; y < rows - height; y++) {
                float share = (float) y / (rows - height);
                for (int x = 0; x < columns; x++) {
                    int at = y * columns + x;
                    float beyond = longer.values()[from + height * columns + at];
                    values[to + at] = beyond * (1 - share) + values[to + at] * share;
                }
            }
        }
        return new FloatTensor(List.of(1L, (long) channels, (long) height, (long) columns), values);
    }

    private static FloatTensor closedColumns(FloatTensor longer, int width) {
        int lines = longer.length(1) * longer.length(2);
        int columns = longer.length(3);
        float[] values = new float[lines * width];
        for (int line = 0; line < lines; line++) {
            int from = line * columns;
            int to = line * width;
            System.arraycopy(longer.values(), from, values, to, width);
            for (int x = 0; x < columns - width; x++) {
                float share = (float) x / (columns - width);
                float beyond = longer.values()[from + width + x];
                values[to + x] = beyond * (1 - share) + values[to + x] * share;
            }
        }
        return new FloatTensor(
                List.of(1L, longer.shape().get(1), longer.shape().get(2), (long) width), values);
    }
}
