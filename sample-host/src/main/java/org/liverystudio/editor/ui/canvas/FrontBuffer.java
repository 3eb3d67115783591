package org.liverystudio.editor.ui.canvas;

import java.util.Arrays;
import org.liverystudio.host.Rect;

/** The newest pixels, handed from the renderer's thread to the screen's. */
final class FrontBuffer {
    private int[] pixels = {};
    private int width;
    private int height;
    private Rect dirty = Rect.EMPTY;

    synchronized void accept(int[] from, int newWidth, int newHeight, Rect area) {
        if (newWidth != width || newHeight != height) {
            width = newWidth;
            height = newHeight;
            pixels = Arrays.copyOf(from, from.length);
            dirty = new Rect(0, 0, width, height);
            return;
        }
        for (int y = area.y(); y < area.bottom(); y++) {
            int row = y * width + area.x();
            System.arraycopy(from, row, pixels, row, area.width());
        }
        dirty = dirty.union(area);
    }

    synchronized int width() {
        return width;
    }

    synchronized int height() {
        return height;
    }

    /**
     * Copies what changed since the last call.
     *
     * @param target as large as this buffer, else nothing is copied
     * @return the part copied, empty if none
     */
    synchronized Rect copyTo(int[] target) {
        if (target.length != pixels.length || dirty.isEmpty()) {
            return Rect.EMPTY;
        }
        Rect copied = dirty;
        for (int y = copied.y(); y < copied.bottom(); y++) {
            int row = y * width + copied.x();
            System.arraycopy(pixels, row, target, row, copied.width());
        }
        dirty = Rect.EMPTY;
        return copied;
    }

    /** Lets the next {@link #copyTo} copy everything. */
    synchronized void copyAllNext() {
        dirty = new Rect(0, 0, width, height);
    }
}
