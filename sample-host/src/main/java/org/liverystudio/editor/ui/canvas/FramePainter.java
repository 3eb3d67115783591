package org.liverystudio.editor.ui.canvas;

import java.util.Arrays;
import org.liverystudio.host.Rect;

/**
 * Draws what a view shows from the tiles that a cache keeps, over a checkerboard. Computes no
 * tiles: what is not there yet is drawn from a coarser level, or left transparent.
 */
final class FramePainter {
    /** Fills a row of a frame with the document's pixels. */
    interface Rows {
        /**
         * @param y view row
         * @param frame receives pixels from {@code to} on
         */
        void paint(int y, int[] frame, int to);
    }

    /** At the smallest scale, 1 %, this level has about the size of the view. */
    static final int MAX_LEVEL = 6;

    private static final int PREVIEW_SIZE = 512;

    private final TileCache tiles;

    FramePainter(TileCache tiles) {
        this.tiles = tiles;
    }

    /** The level that a scale is drawn from. */
    static int level(double scale) {
        int level = 0;
        while (level < MAX_LEVEL && scale * (2 << level) <= 1) {
            level++;
        }
        return level;
    }

    /** The level that a whole document is computed in at once, to have something to show. */
    static int previewLevel(Rect document) {
        int level = 0;
        while (level < MAX_LEVEL
                && Math.max(document.width(), document.height()) >> level > PREVIEW_SIZE) {
            level++;
        }
        return level;
    }

    /**
     * Paints a part of a frame; view pixels outside the document become transparent.
     *
     * @param document the picture's bounds
     * @param area the part, in view pixels, inside the frame
     * @param frame premultiplied ARGB, row by row
     * @param frameWidth length of its rows
     */
    void paint(
            Viewport view,
            Rect document,
            Checkerboard checks,
            Rect area,
            int[] frame,
            int frameWidth) {
        Rect shown = shownAt(view, document).intersect(area);
        clearAround(shown, area, frame, frameWidth);
        if (shown.isEmpty()) {
            return;
        }
        Rows rows =
                view.scale() >= 1
                        ? new EnlargedRows(tiles, view, document, shown)
                        : new ReducedRows(tiles, view, document, shown);
        for (int y = shown.y(); y < shown.bottom(); y++) {
            rows.paint(y, frame, y * frameWidth + shown.x());
        }
        putOnChecks(view, checks, shown, frame, frameWidth);
    }

    private static Rect shownAt(Viewport view, Rect document) {
        return Rect.between(
                (int) view.toViewX(0),
                (int) view.toViewY(0),
                (int) Math.max(view.toViewX(0) + 1, Math.rint(view.toViewX(document.width()))),
                (int) Math.max(view.toViewY(0) + 1, Math.rint(view.toViewY(document.height()))));
    }

    private static void clearAround(Rect shown, Rect area, int[] frame, int frameWidth) {
        for (int y = area.y(); y < area.bottom(); y++) {
            int row = y * frameWidth;
            if (shown.isEmpty() || y < shown.y() || y >= shown.bottom()) {
                Arrays.fill(frame, row + area.x(), row + area.right(), 0);
            } else {
                Arrays.fill(frame, row + area.x(), row + shown.x(), 0);
                Arrays.fill(frame, row + shown.right(), row + area.right(), 0);
            }
        }
    }

    private static void putOnChecks(
            Viewport view, Checkerboard checks, Rect shown, int[] frame, int frameWidth) {
        int left = (int) view.offsetX();
        int top = (int) view.offsetY();
        for (int y = shown.y(); y < shown.bottom(); y++) {
            int row = y * frameWidth;
            for (int x = shown.x(); x < shown.right(); x++) {
                int pixel = frame[row + x];
                if (pixel >>> 24 != 255) {
                    frame[row + x] = TilePixels.over(pixel, checks.at(x - left, y - top));
                }
            }
        }
    }
}
