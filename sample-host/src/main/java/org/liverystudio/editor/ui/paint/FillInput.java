package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.function.Supplier;
import org.liverystudio.editor.paint.Fill;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/** Fills what is clicked with the foreground colour. */
final class FillInput implements CanvasInput {
    private final Supplier<Optional<DocumentModel>> document;
    private final PaintModel paint;

    FillInput(Supplier<Optional<DocumentModel>> document, PaintModel paint) {
        this.document = document;
        this.paint = paint;
    }

    @Override
    public void press(double x, double y, Held held) {
        document.get()
                .ifPresent(
                        open ->
                                open.attempt(
                                        () ->
                                                Fill.at(
                                                        open.document(),
                                                        paint.fillRegion(),
                                                        (int) Math.floor(x),
                                                        (int) Math.floor(y),
                                                        paint.foreground().get())));
    }

    @Override
    public void drag(double x, double y) {
        // one click, one fill
    }

    @Override
    public void release() {
        // done at the press
    }
}
