package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liverystudio.editor.paint.LiveMove;
import org.liverystudio.editor.ui.canvas.CanvasInput;
import org.liverystudio.editor.ui.document.DocumentModel;

/** Drags the active layer or group; with Shift straight across or straight up and down. */
final class MoveInput implements CanvasInput {
    /** A move under way. */
    private record Running(
            DocumentModel document,
            LiveMove move,
            double startX,
            double startY,
            boolean straight) {}

    private final Supplier<Optional<DocumentModel>> document;
    private final Consumer<String> status;
    private Optional<Running> running = Optional.empty();

    /**
     * @param status shows a line in the status bar
     */
    MoveInput(Supplier<Optional<DocumentModel>> document, Consumer<String> status) {
        this.document = document;
        this.status = status;
    }

    @Override
    public void press(double x, double y, Held held) {
        document.get().ifPresent(open -> open.attempt(() -> begin(open, x, y, held.shift())));
    }

    private void begin(DocumentModel open, double x, double y, boolean straight) {
        LiveMove move = new LiveMove(open.document());
        running = Optional.of(new Running(open, move, x, y, straight));
        status.accept(
                move.unpacksObjects()
                        ? "Moved smart objects are paint; undo makes them objects again."
                        : "");
    }

    @Override
    public void drag(double x, double y) {
        running.ifPresent(now -> go(now, x - now.startX(), y - now.startY()));
    }

    /** A move that fails is over: the painter is told once. */
    private void go(Running now, double dx, double dy) {
        boolean across = Math.abs(dx) >= Math.abs(dy);
        int right = (int) Math.rint(now.straight() && !across ? 0 : dx);
        int down = (int) Math.rint(now.straight() && across ? 0 : dy);
        if (!now.document().attempt(() -> now.move().to(right, down))) {
            running = Optional.empty();
        }
    }

    @Override
    public void release() {
        running.ifPresent(now -> now.move().finish());
        running = Optional.empty();
    }
}
