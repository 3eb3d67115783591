package org.liverystudio.editor.paint;

/**
 * A round brush.
 *
 * @param size diameter of a dab in pixels, {@link #SMALLEST} to {@link #LARGEST}
 * @param hardness share of the radius that covers fully, 0 to 1; 1 has a smoothed edge of a pixel
 * @param opacity most that a whole stroke covers, however often it crosses itself, 0 to 1
 * @param flow how much each dab adds, 0 to 1
 * @param spacing distance of dabs in diameters, {@link #CLOSEST} to {@link #WIDEST}
 * @param smoothing how far the brush lags behind the pointer to even out its way, 0 to 1
 */
public record Brush(
        double size,
        double hardness,
        double opacity,
        double flow,
        double spacing,
        double smoothing) {
    public static final double SMALLEST = 1;
    public static final double LARGEST = 2000;
    public static final double CLOSEST = 0.01;
    public static final double WIDEST = 5;

    public Brush {
        check("size", size, SMALLEST, LARGEST);
        check("hardness", hardness, 0, 1);
        check("opacity", opacity, 0, 1);
        check("flow", flow, 0, 1);
        check("spacing", spacing, CLOSEST, WIDEST);
        check("smoothing", smoothing, 0, 1);
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s outside %s to %s: %s".formatted(what, least, most, value));
        }
    }

    /** A brush that covers at once. */
    public static Brush round(double size, double hardness) {
        return new Brush(size, hardness, 1, 1, 0.1, 0);
    }

    /** Distance of dabs in pixels; closer than a third of a pixel nobody sees. */
    double stepPixels() {
        return Math.max(1.0 / 3, size * spacing);
    }
}
