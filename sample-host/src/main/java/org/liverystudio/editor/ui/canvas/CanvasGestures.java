package org.liverystudio.editor.ui.canvas;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.liverystudio.host.Rect;

/**
 * What mouse, wheel and space bar do on a canvas; tools that paint do the rest themselves. The
 * middle button and space + drag pan with every tool, the wheel zooms around the pointer.
 */
public final class CanvasGestures {
    /** A press that moves less than this is a click. */
    private static final double CLICK_REACH = 3;

    private enum Drag {
        NONE,
        PAN,
        SELECT,
        CLICK_ZOOM,
        TOOL
    }

    private final CanvasView canvas;
    private final Supplier<CanvasTool> tool;
    private final Function<CanvasTool, CanvasInput> inputs;
    private final Consumer<Optional<Rect>> select;
    private Drag drag = Drag.NONE;
    private boolean spaceHeld;
    private double startX;
    private double startY;
    private double lastX;
    private double lastY;
    private double pointerX;
    private double pointerY;
    private CanvasInput held;

    /**
     * @param tool what the first button does now
     * @param inputs what the tools that paint do
     * @param select called with the rectangle that was dragged, empty after a mere click
     */
    public CanvasGestures(
            CanvasView canvas,
            Supplier<CanvasTool> tool,
            Function<CanvasTool, CanvasInput> inputs,
            Consumer<Optional<Rect>> select) {
        this.canvas = canvas;
        this.tool = tool;
        this.inputs = inputs;
        this.select = select;
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        canvas.addEventHandler(MouseEvent.MOUSE_ENTERED, this::moved);
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, this::left);
        new WheelGestures(canvas);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        canvas.addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
        canvas.focusedProperty().addListener((o, was, is) -> releaseSpace());
    }

    private double viewX(double x) {
        return x * canvas.pixelsPerUnit();
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        canvas.model()
                .ifPresent(
                        model -> {
                            startX = lastX = viewX(event.getX());
                            startY = lastY = viewX(event.getY());
                            drag = dragFor(event);
                            showPointer(event);
                            if (drag == Drag.TOOL) {
                                held = inputs.apply(tool.get());
                                held.press(
                                        model.viewport().toDocumentX(startX),
                                        model.viewport().toDocumentY(startY),
                                        new CanvasInput.Held(
                                                event.isShiftDown(), event.isAltDown()));
                            }
                            event.consume();
                        });
    }

    private Drag dragFor(MouseEvent event) {
        if (event.getButton() == MouseButton.MIDDLE) {
            return Drag.PAN;
        }
        if (event.getButton() != MouseButton.PRIMARY) {
            return Drag.NONE;
        }
        if (spaceHeld) {
            return Drag.PAN;
        }
        return switch (tool.get()) {
            case HAND -> Drag.PAN;
            case ZOOM -> Drag.CLICK_ZOOM;
            case RECTANGLE_SELECT -> Drag.SELECT;
            case ELLIPSE_SELECT, LASSO, WAND, MOVE, BRUSH, ERASER, PICKER, FILL -> Drag.TOOL;
        };
    }

    private void dragged(MouseEvent event) {
        canvas.model()
                .ifPresent(
                        model -> {
                            double x = viewX(event.getX());
                            double y = viewX(event.getY());
                            if (drag == Drag.PAN) {
                                model.panBy(x - lastX, y - lastY);
                            } else if (drag == Drag.SELECT && !isClick(x, y)) {
                                canvas.preview(Optional.of(dragged(model.viewport(), x, y)));
                            } else if (drag == Drag.TOOL) {
                                held.drag(
                                        model.viewport().toDocumentX(x),
                                        model.viewport().toDocumentY(y));
                                canvas.showLine(held.line());
                            }
                            showPointer(event);
                            lastX = x;
                            lastY = y;
                            model.pointAt(x, y);
                            event.consume();
                        });
    }

    private Rect dragged(Viewport view, double x, double y) {
        return Rect.between(
                (int) Math.floor(view.toDocumentX(Math.min(startX, x))),
                (int) Math.floor(view.toDocumentY(Math.min(startY, y))),
                (int) Math.ceil(view.toDocumentX(Math.max(startX, x))),
                (int) Math.ceil(view.toDocumentY(Math.max(startY, y))));
    }

    private boolean isClick(double x, double y) {
        return Math.hypot(x - startX, y - startY) < CLICK_REACH;
    }

    private void released(MouseEvent event) {
        Drag ended = drag;
        drag = Drag.NONE;
        showPointer(event);
        if (ended == Drag.TOOL) {
            held.release();
            canvas.showLine(held.line());
        }
        canvas.model()
                .ifPresent(
                        model -> {
                            double x = viewX(event.getX());
                            double y = viewX(event.getY());
                            if (ended == Drag.SELECT) {
                                select.accept(
                                        isClick(x, y)
                                                ? Optional.empty()
                                                : Optional.of(dragged(model.viewport(), x, y)));
                            } else if (ended == Drag.CLICK_ZOOM && isClick(x, y)) {
                                WheelGestures.zoomOneStep(model, x, y, !event.isAltDown());
                            }
                        });
    }

    private void moved(MouseEvent event) {
        showPointer(event);
        canvas.model().ifPresent(model -> model.pointAt(viewX(event.getX()), viewX(event.getY())));
    }

    private void left(MouseEvent event) {
        canvas.showBrush(0, 0, OptionalDouble.empty());
        canvas.model().ifPresent(CanvasModel::pointAway);
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            spaceHeld = true;
            showPointer();
            event.consume();
        }
    }

    private void keyReleased(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            releaseSpace();
            event.consume();
        }
    }

    private void releaseSpace() {
        spaceHeld = false;
        showPointer();
    }

    /** The circle of the brush takes the place of the cursor, unless it is too small to see. */
    private void showPointer(MouseEvent event) {
        pointerX = event.getX();
        pointerY = event.getY();
        showPointer();
    }

    /** Shows the pointer anew where it is, as after the brush got another size. */
    public void showPointer() {
        boolean panning = drag == Drag.PAN || spaceHeld;
        OptionalDouble diameter =
                isInputTool() && !panning && canvas.isHover()
                        ? inputs.apply(tool.get()).outlineDiameter()
                        : OptionalDouble.empty();
        boolean circle = canvas.showBrush(pointerX, pointerY, diameter);
        canvas.setCursor(circle ? Cursor.NONE : cursor());
    }

    private boolean isInputTool() {
        return switch (tool.get()) {
            case HAND, ZOOM, RECTANGLE_SELECT -> false;
            case ELLIPSE_SELECT, LASSO, WAND, MOVE, BRUSH, ERASER, PICKER, FILL -> true;
        };
    }

    private Cursor cursor() {
        if (drag == Drag.PAN) {
            return Cursor.CLOSED_HAND;
        }
        if (spaceHeld) {
            return Cursor.OPEN_HAND;
        }
        return switch (tool.get()) {
            case HAND -> Cursor.OPEN_HAND;
            case MOVE -> Cursor.MOVE;
            case ZOOM, RECTANGLE_SELECT, ELLIPSE_SELECT, LASSO, WAND, BRUSH, ERASER, PICKER, FILL ->
                    Cursor.CROSSHAIR;
        };
    }
}
