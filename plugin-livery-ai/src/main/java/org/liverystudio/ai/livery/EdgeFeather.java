package org.liverystudio.ai.livery;

import org.liverystudio.host.Rect;

/**
 * Lets paint fade in from the edge of a mask towards its inside, so that what was repainted meets
 * what was kept without a seam. Never reaches outside the mask.
 */
public final class EdgeFeather {
    /** A step along a row or column, and one along a diagonal: chamfer distance, Borgefors 1986. */
    private static final int STRAIGHT = 3;

    private static final int DIAGONAL = 4;

    private EdgeFeather() {}

    /**
     * The alpha of repainted pixels: 0 where the mask is 0, rising to 255 at {@code width} pixels
     * from there. Values of the mask between 0 and 255 say how much a pixel was changed, which has
     * been done already; they do not thin the paint a second time.
     *
     * @param paintable where it is 0, as in dead space and outside the document, the mask has no
     *     edge: there is nothing to meet
     */
    public static Coverage inside(Coverage mask, Coverage paintable, int width) {
        Rect bounds = mask.bounds();
        int far = STRAIGHT * (width + 1);
        int[] distances = distances(mask, paintable, far);
        byte[] alpha = new byte[mask.values().length];
        for (int i = 0; i < alpha.length; i++) {
            int framed = (i / bounds.width() + 1) * (bounds.width() + 2) + i % bounds.width() + 1;
            alpha[i] = (byte) (mask.values()[i] == 0 ? 0 : 255 * distances[framed] / far);
        }
        return new Coverage(bounds, alpha);
    }

    /**
     * Distances to the nearest pixel that is kept, in thirds of a pixel, not above {@code far};
     * with a frame of one pixel.
     */
    private static int[] distances(Coverage mask, Coverage paintable, int far) {
        Rect bounds = mask.bounds();
        Rect framed =
                new Rect(bounds.x() - 1, bounds.y() - 1, bounds.width() + 2, bounds.height() + 2);
        byte[] changed = mask.coverage(framed);
        byte[] painted = paintable.coverage(framed);
        int[] distances = new int[changed.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = changed[i] == 0 && painted[i] != 0 ? 0 : far;
        }
        for (int i = 0; i < distances.length; i++) {
            relax(distances, i, framed.width(), -1);
        }
        for (int i = distances.length - 1; i >= 0; i--) {
            relax(distances, i, framed.width(), 1);
        }
        return distances;
    }

    /** Looks at the neighbours that a pass has visited before: to one side and on one row. */
    private static void relax(int[] distances, int i, int width, int side) {
        int x = i % width;
        int nearest = distances[i];
        boolean hasRow = side < 0 ? i >= width : i < distances.length - width;
        int row = i + side * width;
        if (x + side >= 0 && x + side < width) {
            nearest = Math.min(nearest, distances[i + side] + STRAIGHT);
        }
        if (hasRow) {
            nearest = Math.min(nearest, distances[row] + STRAIGHT);
            if (x > 0) {
                nearest = Math.min(nearest, distances[row - 1] + DIAGONAL);
            }
            if (x < width - 1) {
                nearest = Math.min(nearest, distances[row + 1] + DIAGONAL);
            }
        }
        distances[i] = nearest;
    }
}
