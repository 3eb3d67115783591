package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/** Switches a layer's mask on or off; a layer without one stays as it is. */
public record SetMaskEnabled(LayerId layer, boolean enabled) implements Edit {
    @Override
    public String label() {
        return enabled ? "Enable layer mask" : "Disable layer mask";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(
                before,
                layer,
                old -> old.withMask(old.mask().map(mask -> mask.withEnabled(enabled))));
    }
}
