package org.liverystudio.editor.paint;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.Edit;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LiveryException;

/**
 * Gives a layer other pixels. What a file says about letters or objects that the pixels were made
 * from goes away with them: another program would draw it over the paint.
 *
 * @param gesture edits of one gesture become one step of undo
 * @param from the pixels that {@code to} was made from
 */
record ChangePixels(Gesture gesture, LayerId layer, TiledImage from, TiledImage to)
        implements Edit {
    /** One press, drag and release; equal to itself only. */
    static final class Gesture {
        private final String label;

        Gesture(String label) {
            this.label = label;
        }
    }

    @Override
    public String label() {
        return gesture.label;
    }

    @Override
    public DocumentState apply(DocumentState before) {
        LayerNode node = LayerTree.get(before.layers(), layer);
        if (node.pixels() != from) {
            throw new LiveryException(
                    "\"%s\" was changed by something else while it was painted on."
                            .formatted(node.name()),
                    "Paint the rest again.");
        }
        return from == to ? before : before.withLayer(layer, this::painted);
    }

    private LayerNode painted(LayerNode node) {
        PixelLayer layerThen = ((PixelLayer) node).withPixels(to);
        ForeignData known = node.attributes().foreign();
        ForeignData kept = known.asPaint();
        return kept == known ? layerThen : layerThen.with(layerThen.attributes().withForeign(kept));
    }

    @Override
    public boolean continues(Edit previous) {
        return previous instanceof ChangePixels that && that.gesture == gesture;
    }
}
