package org.liverystudio.editor.ui.canvas;

import java.util.OptionalDouble;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeType;

/** The circle that a brush covers, readable on any colour: white within black. */
final class BrushOutline {
    /** A smaller circle is hard to find: a cross shows the place instead. */
    private static final double SMALLEST_RADIUS = 2;

    private final Circle outer = circle(Color.color(0, 0, 0, 0.8), StrokeType.OUTSIDE);
    private final Circle inner = circle(Color.color(1, 1, 1, 0.9), StrokeType.INSIDE);
    private final Group group = new Group(outer, inner);

    BrushOutline() {
        group.setManaged(false);
        group.setMouseTransparent(true);
        group.setId("brush-outline");
        group.setVisible(false);
    }

    private static Circle circle(Color color, StrokeType type) {
        Circle circle = new Circle();
        circle.setFill(null);
        circle.setStroke(color);
        circle.setStrokeWidth(1);
        circle.setStrokeType(type);
        return circle;
    }

    Group node() {
        return group;
    }

    /**
     * Shows it around a point of the canvas.
     *
     * @param diameter in units of JavaFX; empty to show nothing
     * @return whether it can be seen
     */
    boolean show(double x, double y, OptionalDouble diameter) {
        double radius = diameter.orElse(0) / 2;
        boolean seen = radius >= SMALLEST_RADIUS;
        group.setVisible(seen);
        for (Circle circle : new Circle[] {outer, inner}) {
            circle.setCenterX(x);
            circle.setCenterY(y);
            circle.setRadius(radius);
        }
        return seen;
    }
}
