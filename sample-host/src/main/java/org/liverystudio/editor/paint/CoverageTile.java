package org.liverystudio.editor.paint;

import org.liverystudio.host.Rect;

/** How much a stroke covers each pixel of one 256 x 256 block, and what of it is not shown yet. */
final class CoverageTile {
    /** As large as the tiles of images, so that each of those is written once. */
    static final int SIZE = 256;

    private final int left;
    private final int top;
    private final float[] coverage = new float[SIZE * SIZE];
    private Rect dirty = Rect.EMPTY;

    CoverageTile(int column, int row) {
        left = column * SIZE;
        top = row * SIZE;
    }

    /**
     * Adds a dab.
     *
     * @param area the dab's part of this block
     */
    void add(Dab dab, double x, double y, float flow, Rect area) {
        for (int py = area.y(); py < area.bottom(); py++) {
            double dy = py + 0.5 - y;
            int at = (py - top) * SIZE + area.x() - left;
            for (int px = area.x(); px < area.right(); px++, at++) {
                double dx = px + 0.5 - x;
                float share = dab.coverage(dx * dx + dy * dy) * flow;
                coverage[at] += (1 - coverage[at]) * share;
            }
        }
        dirty = dirty.union(area);
    }

    /** What was covered since it was last asked. */
    Rect takeDirty() {
        Rect taken = dirty;
        dirty = Rect.EMPTY;
        return taken;
    }

    /** 0 to 1; the pixel must lie in this block. */
    float at(int x, int y) {
        return coverage[(y - top) * SIZE + x - left];
    }
}
