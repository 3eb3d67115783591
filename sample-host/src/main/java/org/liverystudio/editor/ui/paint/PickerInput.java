package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.function.Supplier;
import org.liverystudio.editor.paint.ColourPicker;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/** Takes the colour under the pointer, to the background with Alt. */
final class PickerInput implements CanvasInput {
    private final Supplier<Optional<DocumentModel>> document;
    private final PaintModel paint;
    private boolean toBackground;

    PickerInput(Supplier<Optional<DocumentModel>> document, PaintModel paint) {
        this.document = document;
        this.paint = paint;
    }

    @Override
    public void press(double x, double y, Held held) {
        toBackground = held.alt();
        pick(x, y, paint.pickMerged.get());
    }

    /** Takes the foreground for another tool, from what is seen. */
    void pickForeground(double x, double y) {
        toBackground = false;
        pick(x, y, true);
    }

    @Override
    public void drag(double x, double y) {
        pick(x, y, paint.pickMerged.get());
    }

    private void pick(double x, double y, boolean merged) {
        document.get()
                .ifPresent(
                        open ->
                                open.attempt(
                                        () ->
                                                ColourPicker.pick(
                                                                open.state(),
                                                                (int) Math.floor(x),
                                                                (int) Math.floor(y),
                                                                merged)
                                                        .ifPresent(
                                                                (toBackground
                                                                                ? paint.background()
                                                                                : paint
                                                                                        .foreground())
                                                                        ::set)));
    }

    @Override
    public void release() {
        // every move has taken its colour already
    }
}
