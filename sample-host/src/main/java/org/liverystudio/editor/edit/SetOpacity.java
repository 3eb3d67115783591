package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;

/**
 * Sets a layer's opacity. A drag of the slider sends many; they become one step until {@link
 * EditorDocument#endGesture()}.
 *
 * @param opacity 0 to 1
 */
public record SetOpacity(LayerId layer, double opacity) implements Edit {
    @Override
    public String label() {
        return "Layer opacity";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return Attributes.change(before, layer, old -> old.withOpacity(opacity));
    }

    @Override
    public boolean continues(Edit previous) {
        return previous instanceof SetOpacity that && that.layer.equals(layer);
    }
}
