package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LayerPlace;

/** Puts a new layer or group in and makes it active. */
public record AddLayer(String label, LayerNode node, LayerPlace place) implements Edit {
    public AddLayer(LayerNode node, LayerPlace place) {
        this(node.isGroup() ? "Add group" : "Add layer", node, place);
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return before.insert(node, place);
    }
}
