/**
 * Painting: how the pointer's way becomes pixels of a layer.
 *
 * <p>A {@link org.liverystudio.editor.paint.Stroke} lays dabs along a way and knows only images; a
 * {@link org.liverystudio.editor.paint.LiveStroke} shows it in a document while it is painted and
 * makes it one step of undo. {@link org.liverystudio.editor.paint.PaintTarget} says whether a layer
 * can be painted on, and why not. No mouse, no windows and no files here.
 */
package org.liverystudio.editor.paint;
