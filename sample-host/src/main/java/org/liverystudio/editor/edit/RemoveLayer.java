package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Takes a layer out, or a group with all that is in it. */
public record RemoveLayer(LayerId layer) implements Edit {
    @Override
    public String label() {
        return "Delete layer";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return before.remove(layer);
    }
}
