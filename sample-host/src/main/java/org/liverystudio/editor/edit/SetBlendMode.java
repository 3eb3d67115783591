package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;

/** Sets how a layer mixes with what lies below. */
public record SetBlendMode(LayerId layer, BlendMode mode) implements Edit {
    @Override
    public String label() {
        return "Blend mode";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withBlendMode(mode));
    }
}
