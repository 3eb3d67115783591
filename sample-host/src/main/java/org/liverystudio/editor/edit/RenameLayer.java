package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Gives a layer another name; its role follows the name unless it was set by hand. */
public record RenameLayer(LayerId layer, String name) implements Edit {
    @Override
    public String label() {
        return "Rename layer";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withName(name));
    }
}
