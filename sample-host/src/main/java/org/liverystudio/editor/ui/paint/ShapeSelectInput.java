package org.liverystudio.editor.ui.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.editor.paint.Outline;
import org.liverystudio.editor.paint.Selections;
import org.liverystudio.editor.paint.Selections.Meeting;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/** Selects inside a line that is dragged; Shift adds, Alt takes away, a click selects nothing. */
final class ShapeSelectInput implements CanvasInput {
    /** Makes a line of the places that the pointer was at. */
    @FunctionalInterface
    interface Shape {
        Outline of(List<Outline.Point> way);
    }

    /** An ellipse between the first place and the last. */
    static final Shape ELLIPSE =
            way ->
                    Outline.ellipse(
                            way.getFirst().x(),
                            way.getFirst().y(),
                            way.getLast().x(),
                            way.getLast().y());

    /** The way itself. */
    static final Shape LASSO = Outline::new;

    private final Supplier<Optional<DocumentModel>> document;
    private final Shape shape;
    private final List<Outline.Point> way = new ArrayList<>();
    private Meeting meeting = Meeting.REPLACE;

    ShapeSelectInput(Supplier<Optional<DocumentModel>> document, Shape shape) {
        this.document = document;
        this.shape = shape;
    }

    @Override
    public void press(double x, double y, Held held) {
        meeting = WandInput.meeting(held);
        way.clear();
        drag(x, y);
    }

    @Override
    public void drag(double x, double y) {
        way.add(new Outline.Point(x, y));
    }

    @Override
    public void release() {
        if (way.isEmpty()) {
            return;
        }
        Outline outline = shape.of(way);
        way.clear();
        document.get().ifPresent(open -> open.attempt(() -> select(open, outline)));
    }

    private void select(DocumentModel open, Outline outline) {
        DocumentState state = open.document().state();
        Optional<SelectionMask> selection =
                Selections.combine(
                        state.selection(),
                        outline.coverage(state.bounds()),
                        state.bounds(),
                        meeting);
        if (selection.isPresent() || state.selection().isPresent()) {
            open.document().apply(new SetSelection(selection));
        }
    }

    @Override
    public List<Double> line() {
        if (way.isEmpty()) {
            return List.of();
        }
        List<Double> line = new ArrayList<>();
        for (Outline.Point point : shape.of(way).points()) {
            line.add(point.x());
            line.add(point.y());
        }
        return line;
    }
}
