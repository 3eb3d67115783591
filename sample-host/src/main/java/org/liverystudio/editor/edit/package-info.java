/**
 * Changing documents, and taking changes back.
 *
 * <p>An {@link org.liverystudio.editor.edit.Edit} is one act of the painter: a label and a pure
 * function from one state to the next; there is one class for each kind. {@link
 * org.liverystudio.editor.edit.EditorDocument} applies edits, keeps their {@link
 * org.liverystudio.editor.edit.History} under a byte budget and tells listeners what changed.
 * Because states share what stayed, undo keeps only the tiles that an edit replaced.
 */
package org.liverystudio.editor.edit;
