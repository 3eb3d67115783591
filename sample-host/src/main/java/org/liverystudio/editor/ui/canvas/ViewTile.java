package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/**
 * Names one tile of what a canvas shows.
 *
 * @param level 0 is full size, each further level half of the one before
 * @param x column, counted in tiles of that level
 * @param y row
 */
record ViewTile(int level, int x, int y) {
    /** Pixels along each side of a tile. */
    static final int SIZE = 256;

    /** What the tile shows, in pixels of its level. */
    Rect area() {
        return new Rect(x * SIZE, y * SIZE, SIZE, SIZE);
    }

    /** What the tile shows, in full-size pixels. */
    Rect fullSizeArea() {
        int span = SIZE << level;
        return new Rect(x * span, y * span, span, span);
    }

    /** The pixels of the tile's level that show any part of a full-size area. */
    Rect touchedBy(Rect fullSize) {
        int round = (1 << level) - 1;
        return Rect.between(
                        fullSize.x() >> level,
                        fullSize.y() >> level,
                        fullSize.right() + round >> level,
                        fullSize.bottom() + round >> level)
                .intersect(area());
    }
}
