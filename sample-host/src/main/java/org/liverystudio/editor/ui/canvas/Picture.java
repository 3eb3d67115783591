package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/** What a canvas shows: an immutable picture that can be computed in parts, on any thread. */
public interface Picture {
    int width();

    int height();

    /**
     * Computes a part of it.
     *
     * @param area in pixels of the level: those of the picture divided by {@code 2^level}
     * @param level 0 for full size, each further one half of the one before
     * @return R, G, B, A bytes with straight alpha, row by row
     */
    byte[] rgba(Rect area, int level);

    default Rect bounds() {
        return new Rect(0, 0, width(), height());
    }
}
