package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.function.Supplier;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.editor.paint.Selections;
import org.liverystudio.editor.paint.Selections.Meeting;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/** Selects what has the colour that is clicked; Shift adds, Alt takes away. */
final class WandInput implements CanvasInput {
    private final Supplier<Optional<DocumentModel>> document;
    private final PaintModel paint;

    WandInput(Supplier<Optional<DocumentModel>> document, PaintModel paint) {
        this.document = document;
        this.paint = paint;
    }

    @Override
    public void press(double x, double y, Held held) {
        Meeting meeting = meeting(held);
        document.get()
                .ifPresent(
                        open ->
                                open.attempt(
                                        () ->
                                                select(
                                                        open,
                                                        (int) Math.floor(x),
                                                        (int) Math.floor(y),
                                                        meeting)));
    }

    /** What the keys ask for, with every tool that selects. */
    static Meeting meeting(Held held) {
        if (held.shift()) {
            return Meeting.ADD;
        }
        return held.alt() ? Meeting.SUBTRACT : Meeting.REPLACE;
    }

    private void select(DocumentModel open, int x, int y, Meeting meeting) {
        DocumentState state = open.document().state();
        Optional<SelectionMask> selection =
                Selections.combine(
                        state.selection(),
                        paint.wandRegion().coverage(state, x, y),
                        state.bounds(),
                        meeting);
        if (selection.isPresent() || state.selection().isPresent()) {
            open.document().apply(new SetSelection(selection));
        }
    }

    @Override
    public void drag(double x, double y) {
        // one click, one selection
    }

    @Override
    public void release() {
        // done at the press
    }
}
