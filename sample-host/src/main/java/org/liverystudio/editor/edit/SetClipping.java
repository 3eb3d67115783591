package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Clips a layer to the one below, or frees it. */
public record SetClipping(LayerId layer, boolean clipping) implements Edit {
    @Override
    public String label() {
        return clipping ? "Clip to layer below" : "Release clipping";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withClipping(clipping));
    }
}
