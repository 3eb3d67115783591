package org.liverystudio.editor.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;

/** The closed line that is being dragged, before it becomes the selection. */
final class DraggedLine {
    private final Polygon ground = polygon(Color.BLACK);
    private final Polygon dashes = polygon(Color.WHITE);
    private final Group group = new Group(ground, dashes);

    DraggedLine() {
        dashes.getStrokeDashArray().setAll(5.0, 5.0);
        group.setManaged(false);
        group.setMouseTransparent(true);
    }

    private static Polygon polygon(Color color) {
        Polygon polygon = new Polygon();
        polygon.setFill(null);
        polygon.setStroke(color);
        polygon.setStrokeWidth(1);
        return polygon;
    }

    Group node() {
        return group;
    }

    /**
     * @param line x and y of each corner by turns, in document pixels; empty to show nothing
     * @param pixelsPerUnit view pixels for one unit of JavaFX's coordinates
     */
    void show(List<Double> line, Viewport view, double pixelsPerUnit) {
        List<Double> places = new ArrayList<>(line.size());
        for (int i = 0; i + 1 < line.size(); i += 2) {
            places.add(view.toViewX(line.get(i)) / pixelsPerUnit);
            places.add(view.toViewY(line.get(i + 1)) / pixelsPerUnit);
        }
        group.setVisible(!places.isEmpty());
        ground.getPoints().setAll(places);
        dashes.getPoints().setAll(places);
    }
}
