package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/**
 * Scales below 1: linear interpolation in the smallest level that is still larger than the view, so
 * that fine wireframes fade instead of flickering.
 */
final class ReducedRows implements FramePainter.Rows {
    private final Viewport view;
    private final double shrink;
    private final int levelHeight;
    private final int[] columns;
    private final int[] weights;
    private final int lastColumn;
    private TileRow upper;
    private TileRow lower;

    ReducedRows(TileCache tiles, Viewport view, Rect document, Rect shown) {
        this.view = view;
        int level = FramePainter.level(view.scale());
        shrink = 1.0 / (1 << level);
        int levelWidth = Math.max(1, document.width() >> level);
        levelHeight = Math.max(1, document.height() >> level);
        columns = new int[shown.width()];
        weights = new int[shown.width()];
        for (int i = 0; i < columns.length; i++) {
            double position = view.toDocumentX(shown.x() + i + 0.5) * shrink - 0.5;
            columns[i] = Math.clamp((int) Math.floor(position), 0, levelWidth - 1);
            weights[i] = weight(position, columns[i]);
        }
        int first = columns[0];
        for (int i = 0; i < columns.length; i++) {
            columns[i] -= first;
        }
        int count = Math.min(columns[columns.length - 1] + 2, levelWidth - first);
        lastColumn = count - 1;
        upper = new TileRow(tiles, level, first, count);
        lower = new TileRow(tiles, level, first, count);
    }

    @Override
    public void paint(int y, int[] frame, int to) {
        double position = view.toDocumentY(y + 0.5) * shrink - 0.5;
        int above = Math.clamp((int) Math.floor(position), 0, levelHeight - 1);
        if (lower.holds(above)) {
            TileRow free = upper;
            upper = lower;
            lower = free;
        }
        int[] top = upper.at(above);
        int[] bottom = lower.at(Math.min(above + 1, levelHeight - 1));
        int weight = weight(position, above);
        for (int i = 0; i < columns.length; i++) {
            int left = columns[i];
            int right = Math.min(left + 1, lastColumn);
            frame[to + i] =
                    TilePixels.between(
                            TilePixels.between(top[left], top[right], weights[i]),
                            TilePixels.between(bottom[left], bottom[right], weights[i]),
                            weight);
        }
    }

    /** Share of the next pixel, 0 to 256; the outermost half pixel repeats the edge. */
    private static int weight(double position, int floor) {
        return (int) (Math.clamp(position - floor, 0, 1) * 256);
    }
}
