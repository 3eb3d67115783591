package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;

/**
 * A state with the number that tells it from every other one of its document.
 *
 * @param state what to save, render or generate from
 * @param number for {@link EditorDocument#markSaved}
 */
public record Revision(DocumentState state, long number) {}
