/**
 * What a document is at one moment: an immutable tree of layers and what else a file says.
 *
 * <p>{@link org.liverystudio.editor.document.DocumentState} is the whole, {@link
 * org.liverystudio.editor.document.LayerNode} a layer or group in it. Every change makes a new
 * state that shares what stayed; {@link org.liverystudio.editor.document.LayerTree} does this for
 * lists of nodes. {@link org.liverystudio.editor.document.RoleDetector} reads from names what a
 * layer means in a sim's template. Who changes states, and undo, live in {@code edit}.
 */
package org.liverystudio.editor.document;
