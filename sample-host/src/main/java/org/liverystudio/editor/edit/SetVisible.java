package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Opens or closes a layer's eye. */
public record SetVisible(LayerId layer, boolean visible) implements Edit {
    @Override
    public String label() {
        return visible ? "Show layer" : "Hide layer";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withVisible(visible));
    }
}
