package org.liverystudio.editor.edit;

import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/**
 * Says what a layer means.
 *
 * @param role empty to let its name decide again
 */
public record SetRole(LayerId layer, Optional<LayerRole> role) implements Edit {
    @Override
    public String label() {
        return "Layer role";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withChosenRole(role));
    }
}
