package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.paint.Ink;
import org.liverystudio.editor.paint.LiveStroke;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/**
 * Paints along the pointer's way. Shift draws a straight line from the end of the last stroke. A
 * stroke stays with its document, whatever comes to the front meanwhile.
 */
final class BrushInput implements CanvasInput {
    /** What differs between the brush and the eraser. */
    record Kind(BrushOptions options, Supplier<Ink> ink, String label) {}

    /** A stroke under way. */
    private record Running(DocumentModel document, LiveStroke stroke) {}

    /** Where a stroke ended. */
    private record End(DocumentModel document, double x, double y) {}

    private final Supplier<Optional<DocumentModel>> document;
    private final PaintModel paint;
    private final Kind kind;
    private final Consumer<String> status;
    private Optional<Running> running = Optional.empty();
    private Optional<End> lastEnd = Optional.empty();

    /**
     * @param status shows a line in the status bar
     */
    BrushInput(
            Supplier<Optional<DocumentModel>> document,
            PaintModel paint,
            Kind kind,
            Consumer<String> status) {
        this.document = document;
        this.paint = paint;
        this.kind = kind;
        this.status = status;
    }

    @Override
    public void press(double x, double y, Held held) {
        document.get()
                .ifPresent(
                        open ->
                                open.attempt(
                                        () -> {
                                            begin(open, held.shift());
                                            goOn(x, y);
                                        }));
    }

    private void begin(DocumentModel open, boolean fromLastEnd) {
        tellWhatIsLost(open);
        LiveStroke stroke =
                new LiveStroke(
                        open.document(),
                        kind.options().brush(),
                        kind.ink().get(),
                        paint.mirrors(open.state()),
                        kind.label());
        running = Optional.of(new Running(open, stroke));
        if (fromLastEnd) {
            lastEnd.filter(end -> end.document() == open)
                    .ifPresent(end -> stroke.moveTo(end.x(), end.y()));
        }
    }

    private void tellWhatIsLost(DocumentModel open) {
        Optional<LayerNode> active = open.state().activeLayer().flatMap(open.state()::layer);
        PixelSource source =
                active.map(layer -> layer.attributes().foreign().pixelSource())
                        .orElse(PixelSource.PAINT);
        status.accept(
                switch (source) {
                    case PAINT, FILL, ADJUSTMENT -> "";
                    case TEXT -> "The text is paint now; undo makes it text again.";
                    case SMART_OBJECT ->
                            "The smart object is paint now; undo makes it an object again.";
                });
    }

    @Override
    public void drag(double x, double y) {
        goOn(x, y);
    }

    private void goOn(double x, double y) {
        running.ifPresent(
                now -> {
                    lastEnd = Optional.of(new End(now.document(), x, y));
                    go(
                            now,
                            () -> {
                                now.stroke().moveTo(x, y);
                                now.stroke().show();
                            });
                });
    }

    /** A stroke that fails is over: the painter is told once, not with every move. */
    private void go(Running now, Runnable step) {
        if (!now.document().attempt(step)) {
            running = Optional.empty();
        }
    }

    @Override
    public void release() {
        running.ifPresent(now -> go(now, now.stroke()::finish));
        running = Optional.empty();
    }

    @Override
    public OptionalDouble outlineDiameter() {
        return OptionalDouble.of(kind.options().size.get());
    }
}
