package org.liverystudio.editor.paint;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.edit.Edit;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LiveryException;

/**
 * Moves the active layer or group, seen while it goes and undone as one. What leaves the canvas is
 * kept. Belongs to one thread.
 */
public final class LiveMove {
    private final EditorDocument document;
    private final LayerNode start;
    private final Object gesture = new Object();
    private LayerNode shown;

    /**
     * Starts a move; nothing changes before {@link #to}.
     *
     * @throws LiveryException if no layer is active, or it cannot be moved as a whole
     */
    public LiveMove(EditorDocument document) {
        this.document = document;
        DocumentState state = document.state();
        start =
                state.activeLayer()
                        .flatMap(state::layer)
                        .orElseThrow(
                                () ->
                                        new LiveryException(
                                                "No layer is active, so there is nothing to move.",
                                                "Click a layer in the Layers panel."));
        Shifted.check(start);
        shown = start;
    }

    /** Whether smart objects become paint, because their frames cannot be moved. */
    public boolean unpacksObjects() {
        return start.withDescendants()
                .anyMatch(
                        node ->
                                node.attributes().foreign().pixelSource()
                                        == PixelSource.SMART_OBJECT);
    }

    /**
     * Brings the layer to a distance from where it was at the start, in whole pixels.
     *
     * @throws LiveryException if the layer is gone or was changed by another
     */
    public void to(int dx, int dy) {
        LayerNode next = dx == 0 && dy == 0 ? start : new Shifted(dx, dy).of(start);
        document.apply(new Move(gesture, start.id(), shown, next));
        shown = next;
    }

    /** The layer was let go. */
    public void finish() {
        document.endGesture();
    }

    private record Move(Object gesture, LayerId layer, LayerNode from, LayerNode to)
            implements Edit {
        @Override
        public String label() {
            return to.isGroup() ? "Move group" : "Move layer pixels";
        }

        @Override
        public DocumentState apply(DocumentState before) {
            LayerNode now = LayerTree.get(before.layers(), layer);
            if (now != from) {
                throw new LiveryException(
                        "\"%s\" was changed by something else while it was moved."
                                .formatted(now.name()),
                        "Move it again.");
            }
            return from == to ? before : before.withLayer(layer, node -> to);
        }

        @Override
        public boolean continues(Edit previous) {
            return previous instanceof Move that && that.gesture == gesture;
        }
    }
}
