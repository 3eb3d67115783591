package org.liverystudio.editor.paint;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LiveryException;

/**
 * A stroke on the active layer of a document, seen while it is painted and undone as one. Belongs
 * to one thread.
 */
public final class LiveStroke {
    private final EditorDocument document;
    private final LayerId layer;
    private final Stroke stroke;
    private final ChangePixels.Gesture gesture;
    private TiledImage shown;

    /**
     * Starts a stroke; nothing changes before {@link #show()}.
     *
     * @param label of the step of undo, such as "Brush stroke"
     * @throws LiveryException if the layer cannot be painted on; says why
     */
    public LiveStroke(
            EditorDocument document, Brush brush, Ink ink, Mirrors mirrors, String label) {
        this.document = document;
        DocumentState state = document.state();
        PixelLayer target = PaintTarget.of(state);
        boolean alphaLocked = target.attributes().alphaLocked();
        if (alphaLocked && ink instanceof Ink.Eraser) {
            throw new LiveryException(
                    "The alpha of \"%s\" is locked, so nothing can be erased."
                            .formatted(target.name()),
                    "Unlock it in the Layer menu, or paint with a colour.");
        }
        layer = target.id();
        shown = target.pixels();
        stroke =
                new Stroke(
                        shown,
                        brush,
                        ink,
                        new StrokeLimits(
                                state.bounds(), state.selection().map(s -> s), alphaLocked),
                        mirrors);
        gesture = new ChangePixels.Gesture(label);
    }

    /** The next point of the pointer, in document pixels. */
    public void moveTo(double x, double y) {
        stroke.moveTo(x, y);
    }

    /**
     * Brings the document up to the points so far.
     *
     * @throws LiveryException if the layer is gone or was changed by another; the stroke is over
     *     then
     */
    public void show() {
        TiledImage next = stroke.image();
        document.apply(new ChangePixels(gesture, layer, shown, next));
        shown = next;
    }

    /** The pointer was lifted: shows the rest. */
    public void finish() {
        stroke.finish();
        show();
        document.endGesture();
    }
}
