package org.liverystudio.editor.paint;

import org.liverystudio.host.Rect;

/**
 * The shape of one dab: full inside, nothing outside, an S-curve between.
 *
 * @param inner radius that is covered fully
 * @param outer radius where it ends
 */
record Dab(double inner, double outer) {
    static Dab of(Brush brush) {
        double radius = brush.size() / 2;
        // Half a pixel on either side of the edge keeps hard brushes free of steps.
        return new Dab(Math.min(radius * brush.hardness(), radius - 0.5), radius + 0.5);
    }

    /** Where a dab may cover anything. */
    Rect area(double x, double y) {
        return Rect.between(
                floor(x - outer), floor(y - outer), floor(x + outer) + 1, floor(y + outer) + 1);
    }

    private static int floor(double value) {
        return (int) Math.floor(value);
    }

    /**
     * How much it covers, 0 to 1.
     *
     * @param squaredDistance from its middle, in pixels
     */
    float coverage(double squaredDistance) {
        if (squaredDistance <= inner * inner) {
            return 1;
        }
        if (squaredDistance >= outer * outer) {
            return 0;
        }
        double share = (outer - Math.sqrt(squaredDistance)) / (outer - inner);
        return (float) (share * share * (3 - 2 * share));
    }
}
