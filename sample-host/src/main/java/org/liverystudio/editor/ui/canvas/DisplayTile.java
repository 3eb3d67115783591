package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/**
 * Pixels as the screen wants them: one int each, alpha in the top byte, colours multiplied by it.
 *
 * @param pixels {@link ViewTile#SIZE} squared; null where nothing is painted
 * @param stale what has changed since, in pixels of the tile's level; empty if nothing
 */
record DisplayTile(int[] pixels, Rect stale) {
    long bytes() {
        return pixels == null ? 64 : 4L * pixels.length + 64;
    }

    DisplayTile staleIn(Rect area) {
        return new DisplayTile(pixels, stale.union(area));
    }
}
