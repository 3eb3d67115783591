package org.liverystudio.editor.edit;

import java.util.List;
import org.liverystudio.editor.document.DocumentState;

/** Several edits that are done, and undone, as one; if one fails, none is done. */
public record CompositeEdit(String label, List<Edit> parts) implements Edit {
    public CompositeEdit {
        parts = List.copyOf(parts);
    }

    @Override
    public DocumentState apply(DocumentState before) {
        DocumentState state = before;
        for (Edit part : parts) {
            state = part.apply(state);
        }
        return state;
    }
}
