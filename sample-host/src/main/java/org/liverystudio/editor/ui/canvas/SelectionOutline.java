package org.liverystudio.editor.ui.canvas;

import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import org.liverystudio.host.Rect;

/** The dashed frame around what is selected, readable on any colour: white dashes on black. */
final class SelectionOutline {
    private final Rectangle ground = frame(Color.BLACK);
    private final Rectangle dashes = frame(Color.WHITE);
    private final Group group = new Group(ground, dashes);

    SelectionOutline() {
        dashes.getStrokeDashArray().setAll(5.0, 5.0);
        group.setManaged(false);
        group.setMouseTransparent(true);
        group.setId("selection-outline");
    }

    private static Rectangle frame(Color color) {
        Rectangle frame = new Rectangle();
        frame.setFill(null);
        frame.setStroke(color);
        frame.setStrokeWidth(1);
        frame.setStrokeType(StrokeType.INSIDE);
        return frame;
    }

    Group node() {
        return group;
    }

    /**
     * @param selected in document pixels
     * @param pixelsPerUnit view pixels for one unit of JavaFX's coordinates
     */
    void show(Optional<Rect> selected, Viewport view, double pixelsPerUnit) {
        group.setVisible(selected.isPresent());
        selected.ifPresent(
                area -> {
                    place(ground, area, view, pixelsPerUnit);
                    place(dashes, area, view, pixelsPerUnit);
                });
    }

    private static void place(Rectangle frame, Rect area, Viewport view, double pixelsPerUnit) {
        frame.setX(view.toViewX(area.x()) / pixelsPerUnit);
        frame.setY(view.toViewY(area.y()) / pixelsPerUnit);
        frame.setWidth(Math.max(1, area.width() * view.scale() / pixelsPerUnit));
        frame.setHeight(Math.max(1, area.height() * view.scale() / pixelsPerUnit));
    }
}
