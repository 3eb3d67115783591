package org.liverystudio.editor.ui.canvas;

import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/** Wheel and touch pad: the wheel zooms around the pointer, with Shift or sideways it pans. */
final class WheelGestures {
    /** A wheel's notch; finer steps come from touch pads and zoom smoothly. */
    private static final double NOTCH = 30;

    private final CanvasView canvas;

    WheelGestures(CanvasView canvas) {
        this.canvas = canvas;
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(ZoomEvent.ZOOM, this::pinched);
    }

    private double viewX(double x) {
        return x * canvas.pixelsPerUnit();
    }

    private void scrolled(ScrollEvent event) {
        canvas.model()
                .ifPresent(
                        model -> {
                            double x = viewX(event.getX());
                            double y = viewX(event.getY());
                            if (event.isShiftDown() || event.getDeltaX() != 0) {
                                model.panBy(viewX(event.getDeltaX()), viewX(event.getDeltaY()));
                            } else if (Math.abs(event.getDeltaY()) >= NOTCH) {
                                zoomOneStep(model, x, y, event.getDeltaY() > 0);
                            } else if (event.getDeltaY() != 0) {
                                double factor = Math.exp(event.getDeltaY() / 100);
                                model.zoomAround(x, y, model.viewport().scale() * factor);
                            }
                            event.consume();
                        });
    }

    /** Zooms one step around a point of the view. */
    static void zoomOneStep(CanvasModel model, double x, double y, boolean closer) {
        Viewport view = model.viewport();
        model.zoomAround(x, y, closer ? view.nextScale() : view.previousScale());
    }

    private void pinched(ZoomEvent event) {
        canvas.model()
                .ifPresent(
                        model -> {
                            double scale = model.viewport().scale() * event.getZoomFactor();
                            model.zoomAround(viewX(event.getX()), viewX(event.getY()), scale);
                            event.consume();
                        });
    }
}
