package org.liverystudio.editor.edit;

import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.SelectionMask;

/**
 * Selects pixels.
 *
 * @param selection empty to select nothing
 */
public record SetSelection(Optional<SelectionMask> selection) implements Edit {
    @Override
    public String label() {
        return selection.isPresent() ? "Select" : "Deselect";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        return before.withSelection(selection);
    }
}
