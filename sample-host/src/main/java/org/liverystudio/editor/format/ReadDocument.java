package org.liverystudio.editor.format;

import java.util.List;
import org.liverystudio.editor.document.DocumentState;

/**
 * What a file held.
 *
 * @param state the document
 * @param notices what this editor cannot show or edit, one sentence each
 */
public record ReadDocument(DocumentState state, List<String> notices) {
    public ReadDocument {
        notices = List.copyOf(notices);
    }
}
