package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liverystudio.editor.paint.Ink;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.canvas.CanvasTool;
import org.liverystudio.editor.ui.document.DocumentModel;

/** What the tools that change pixels do on the canvas. */
public final class PaintInputs {
    private final CanvasInput ellipse;
    private final CanvasInput lasso;
    private final CanvasInput wand;
    private final CanvasInput move;
    private final CanvasInput brush;
    private final CanvasInput eraser;
    private final CanvasInput fill;
    private final PickerInput picker;

    /**
     * @param document the one in front
     * @param status shows a line in the status bar
     */
    public PaintInputs(
            Supplier<Optional<DocumentModel>> document, PaintModel paint, Consumer<String> status) {
        ellipse = new ShapeSelectInput(document, ShapeSelectInput.ELLIPSE);
        lasso = new ShapeSelectInput(document, ShapeSelectInput.LASSO);
        wand = new WandInput(document, paint);
        move = new MoveInput(document, status);
        picker = new PickerInput(document, paint);
        BrushInput.Kind brushKind =
                new BrushInput.Kind(paint.brush, paint.foreground()::get, "Brush stroke");
        BrushInput.Kind eraserKind = new BrushInput.Kind(paint.eraser, Ink.Eraser::new, "Erase");
        brush = new PickingWithAlt(new BrushInput(document, paint, brushKind, status));
        eraser = new BrushInput(document, paint, eraserKind, status);
        fill = new PickingWithAlt(new FillInput(document, paint));
    }

    /**
     * The input of a tool.
     *
     * @throws IllegalArgumentException for tools that the canvas does itself
     */
    public CanvasInput of(CanvasTool tool) {
        return switch (tool) {
            case ELLIPSE_SELECT -> ellipse;
            case LASSO -> lasso;
            case WAND -> wand;
            case MOVE -> move;
            case BRUSH -> brush;
            case ERASER -> eraser;
            case FILL -> fill;
            case PICKER -> picker;
            case HAND, ZOOM, RECTANGLE_SELECT ->
                    throw new IllegalArgumentException(tool + " does not paint");
        };
    }

    /** With Alt, a tool that uses the foreground colour picks it instead. */
    private final class PickingWithAlt implements CanvasInput {
        private final CanvasInput tool;
        private boolean picking;

        PickingWithAlt(CanvasInput tool) {
            this.tool = tool;
        }

        @Override
        public void press(double x, double y, Held held) {
            picking = held.alt();
            if (picking) {
                picker.pickForeground(x, y);
            } else {
                tool.press(x, y, held);
            }
        }

        @Override
        public void drag(double x, double y) {
            if (picking) {
                picker.pickForeground(x, y);
            } else {
                tool.drag(x, y);
            }
        }

        @Override
        public void release() {
            if (!picking) {
                tool.release();
            }
        }

        @Override
        public OptionalDouble outlineDiameter() {
            return tool.outlineDiameter();
        }
    }
}
