package org.liverystudio.editor.edit;

import java.util.function.UnaryOperator;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.host.LayerId;

/** Changes the attributes of one layer. */
final class Attributes {
    private Attributes() {}

    /** The same state if the attributes already are as wanted: then there is nothing to undo. */
    static DocumentState change(
            DocumentState before, LayerId layer, UnaryOperator<LayerAttributes> change) {
        LayerNode node = LayerTree.get(before.layers(), layer);
        LayerAttributes changed = change.apply(node.attributes());
        return changed.equals(node.attributes())
                ? before
                : before.withLayer(layer, old -> old.with(changed));
    }
}
