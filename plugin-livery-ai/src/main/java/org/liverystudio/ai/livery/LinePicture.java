package org.liverystudio.ai.livery;

import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/** Turns a layer into white lines on black. */
final class LinePicture {
    /** Above this share of covered pixels a layer is a shape, not a drawing of lines. */
    private static final double MOST_COVERED_BY_LINES = 0.35;

    /** Steps of brightness below this are noise and gradients, not outlines. */
    private static final int FAINTEST_EDGE = 16;

    private LinePicture() {}

    /**
     * A layer that consists of lines (a wireframe, or a drawing of white lines on black) is taken
     * as it is. Of anything else the outlines are drawn: steps of brightness and of coverage.
     *
     * @param area in document coordinates
     * @return coverage of the lines in that area
     */
    static Coverage of(ControlSource source, Rect area) {
        Coverage cover = LayerCoverage.of(source, area);
        if (!source.isTemplateMask() && isDrawingOfLines(cover)) {
            return cover;
        }
        Raster look = source.look().pixels(area);
        byte[] edges = edges(cover.values(), area);
        if (!source.isTemplateMask()) {
            byte[] inside = edges(LayerCoverage.brightness(look, area).values(), area);
            for (int i = 0; i < edges.length; i++) {
                edges[i] = (byte) Math.max(edges[i] & 0xff, inside[i] & 0xff);
            }
        }
        return new Coverage(area, edges);
    }

    private static boolean isDrawingOfLines(Coverage cover) {
        long covered = 0;
        for (byte value : cover.values()) {
            covered += value < 0 ? 1 : 0; // 128 and more
        }
        return covered <= MOST_COVERED_BY_LINES * cover.values().length;
    }

    /** Sobel's gradient; a hard step from 0 to 255 gives 255. */
    private static byte[] edges(byte[] values, Rect area) {
        int width = area.width();
        int height = area.height();
        byte[] result = new byte[values.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                int across = column(values, i + 1, width) - column(values, i - 1, width);
                int down = row(values, i + width) - row(values, i - width);
                int strength = (int) Math.round(Math.hypot(across, down) / 4);
                result[i] = (byte) (strength < FAINTEST_EDGE ? 0 : Math.min(255, strength));
            }
        }
        return result;
    }

    private static int column(byte[] values, int i, int width) {
        return (values[i - width] & 0xff) + 2 * (values[i] & 0xff) + (values[i + width] & 0xff);
    }

    private static int row(byte[] values, int i) {
        return (values[i - 1] & 0xff) + 2 * (values[i] & 0xff) + (values[i + 1] & 0xff);
    }
}
