package org.liverystudio.editor.paint;

import java.util.ArrayDeque;
import java.util.Deque;
import org.liverystudio.host.Rect;

/** Finds pixels whose colour is like that of one pixel. */
final class FloodFill {
    private final byte[] rgba;
    private final Rect area;
    private final int start;
    private final int tolerance;
    private final byte[] found;

    private FloodFill(byte[] rgba, Rect area, int x, int y, int tolerance) {
        this.rgba = rgba;
        this.area = area;
        this.start = (y - area.y()) * area.width() + x - area.x();
        this.tolerance = tolerance;
        found = new byte[Math.toIntExact(area.area())];
    }

    /**
     * Looks everywhere.
     *
     * @param rgba straight R, G, B, A bytes of the area
     * @param x of a pixel in the area
     * @param tolerance most that a channel may differ, 0 to 255
     * @return 255 where a pixel was found, 0 elsewhere, row by row
     */
    static byte[] everywhere(byte[] rgba, Rect area, int x, int y, int tolerance) {
        FloodFill fill = new FloodFill(rgba, area, x, y, tolerance);
        for (int i = 0; i < fill.found.length; i++) {
            fill.found[i] = fill.isLike(i) ? (byte) 255 : 0;
        }
        return fill.found;
    }

    /** As above, but only what hangs together with the pixel over its four neighbours. */
    static byte[] contiguous(byte[] rgba, Rect area, int x, int y, int tolerance) {
        FloodFill fill = new FloodFill(rgba, area, x, y, tolerance);
        fill.spread();
        return fill.found;
    }

    /** Row by row: a run is marked at once, and the rows above and below are looked at once. */
    private void spread() {
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.push(start);
        int width = area.width();
        while (!waiting.isEmpty()) {
            int at = waiting.pop();
            if (!isFresh(at)) {
                continue;
            }
            int rowStart = at - at % width;
            int left = at;
            while (left > rowStart && isFresh(left - 1)) {
                left--;
            }
            int right = at;
            while (right < rowStart + width - 1 && isFresh(right + 1)) {
                right++;
            }
            for (int i = left; i <= right; i++) {
                found[i] = (byte) 255;
            }
            addRuns(waiting, left - width, right - width);
            addRuns(waiting, left + width, right + width);
        }
    }

    private void addRuns(Deque<Integer> waiting, int from, int to) {
        if (from < 0 || to >= found.length) {
            return;
        }
        boolean inRun = false;
        for (int i = from; i <= to; i++) {
            boolean fresh = isFresh(i);
            if (fresh && !inRun) {
                waiting.push(i);
            }
            inRun = fresh;
        }
    }

    private boolean isFresh(int pixel) {
        return found[pixel] == 0 && isLike(pixel);
    }

    /** Colour counts as much as it can be seen: under alpha 0 it does not. */
    private boolean isLike(int pixel) {
        int a = start * 4;
        int b = pixel * 4;
        int alphaA = rgba[a + 3] & 255;
        int alphaB = rgba[b + 3] & 255;
        if (Math.abs(alphaA - alphaB) > tolerance) {
            return false;
        }
        int seen = Math.max(alphaA, alphaB);
        for (int c = 0; c < 3; c++) {
            int apart = Math.abs((rgba[a + c] & 255) - (rgba[b + c] & 255));
            if (apart * seen > tolerance * 255) {
                return false;
            }
        }
        return true;
    }
}
