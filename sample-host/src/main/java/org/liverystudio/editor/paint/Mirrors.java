package org.liverystudio.editor.paint;

import java.util.OptionalDouble;

/**
 * Axes that every dab is repeated across, as for the two sides of a car.
 *
 * @param vertical x of an upright axis, in document pixels
 * @param horizontal y of a level axis
 */
public record Mirrors(OptionalDouble vertical, OptionalDouble horizontal) {
    public static final Mirrors NONE = new Mirrors(OptionalDouble.empty(), OptionalDouble.empty());

    /** Gives a dab and its images: one, two or four. */
    void repeat(double x, double y, DabPath.DabSink sink) {
        sink.dab(x, y);
        vertical.ifPresent(axis -> sink.dab(2 * axis - x, y));
        horizontal.ifPresent(axis -> sink.dab(x, 2 * axis - y));
        if (vertical.isPresent() && horizontal.isPresent()) {
            sink.dab(2 * vertical.getAsDouble() - x, 2 * horizontal.getAsDouble() - y);
        }
    }
}
