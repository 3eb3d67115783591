package org.liverystudio.editor.ui.canvas;

import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The dashed line around what is selected, readable on any colour: white dashes on black. */
final class SelectionOutline {
    private static final double DASH = 5;

    private final Canvas canvas = new Canvas();

    SelectionOutline() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.setId("selection-outline");
        canvas.setVisible(false);
    }

    Canvas node() {
        return canvas;
    }

    /**
     * @param selected in document pixels
     * @param pixelsPerUnit view pixels for one unit of JavaFX's coordinates
     * @param width of the view, in units of JavaFX; what lies outside is not drawn
     */
    void show(
            Optional<MaskEdges> selected,
            Viewport view,
            double pixelsPerUnit,
            double width,
            double height) {
        canvas.setVisible(selected.isPresent());
        if (selected.isEmpty()) {
            return;
        }
        canvas.setWidth(FrameImage.allowed(width * pixelsPerUnit) / pixelsPerUnit);
        canvas.setHeight(FrameImage.allowed(height * pixelsPerUnit) / pixelsPerUnit);
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        pen.setLineWidth(1);
        pen.setStroke(Color.BLACK);
        pen.setLineDashes();
        draw(selected.get(), view, pixelsPerUnit);
        pen.setStroke(Color.WHITE);
        pen.setLineDashes(DASH, DASH);
        draw(selected.get(), view, pixelsPerUnit);
    }

    private void draw(MaskEdges edges, Viewport view, double pixelsPerUnit) {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        double right = canvas.getWidth();
        double bottom = canvas.getHeight();
        edges.forEach(
                (x1, y1, x2, y2) -> {
                    double fromX = crisp(view.toViewX(x1) / pixelsPerUnit);
                    double fromY = crisp(view.toViewY(y1) / pixelsPerUnit);
                    double toX = crisp(view.toViewX(x2) / pixelsPerUnit);
                    double toY = crisp(view.toViewY(y2) / pixelsPerUnit);
                    if (toX >= 0 && toY >= 0 && fromX <= right && fromY <= bottom) {
                        // Dashes go by the place, so that short steps of a curve have them, too.
                        double startX = Math.max(fromX, 0);
                        double startY = Math.max(fromY, 0);
                        pen.setLineDashOffset((startX + startY) % (2 * DASH));
                        pen.strokeLine(
                                startX,
                                startY,
                                Math.min(toX, right + DASH),
                                Math.min(toY, bottom + DASH));
                    }
                });
    }

    /** The middle of a pixel: a line of one unit fills it and no other. */
    private static double crisp(double place) {
        return Math.floor(place) + 0.5;
    }
}
