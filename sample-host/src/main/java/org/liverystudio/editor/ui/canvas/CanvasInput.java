package org.liverystudio.editor.ui.canvas;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a tool does while the first button is held. Points are in document pixels: pixel 0, 0
 * reaches from 0 to 1.
 */
public interface CanvasInput {
    /** Keys that were held when the button was pressed. */
    record Held(boolean shift, boolean alt) {}

    void press(double x, double y, Held held);

    void drag(double x, double y);

    void release();

    /** A closed line to show while it is dragged: x and y by turns; empty for none. */
    default List<Double> line() {
        return List.of();
    }

    /** Diameter of the circle around the pointer, in document pixels; empty for a cross. */
    default OptionalDouble outlineDiameter() {
        return OptionalDouble.empty();
    }
}
