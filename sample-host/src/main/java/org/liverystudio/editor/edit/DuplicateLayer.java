package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/** Puts a copy of a layer or group directly above it; both share their pixels until one changes. */
public record DuplicateLayer(LayerId layer) implements Edit {
    @Override
    public String label() {
        return "Duplicate layer";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        LayerNode original = LayerTree.get(before.layers(), layer);
        LayerNode fresh = original.copyWithFreshIds();
        LayerNode copy = fresh.with(fresh.attributes().withName(original.name() + " copy"));
        return before.insert(copy, new LayerPlace.Above(layer));
    }
}
