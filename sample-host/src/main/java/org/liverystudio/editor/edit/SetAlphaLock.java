package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Locks the alpha of a layer, so that paint stays where there is paint, or frees it. */
public record SetAlphaLock(LayerId layer, boolean locked) implements Edit {
    @Override
    public String label() {
        return locked ? "Lock alpha" : "Unlock alpha";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withAlphaLocked(locked));
    }
}
