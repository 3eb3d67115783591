package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/** Takes a layer or group to another place in the stack, also into and out of groups. */
public record MoveLayer(LayerId layer, LayerPlace place) implements Edit {
    @Override
    public String label() {
        return "Move layer";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return before.move(layer, place);
    }
}
