/**
 * The tools that paint: their settings, what they do with the pointer, and their controls.
 *
 * <p>{@link org.liverystudio.editor.ui.paint.PaintModel} holds colours and settings and remembers
 * them between starts; the {@code ...Input} classes turn the pointer into strokes, fills and picked
 * colours; the rest is seen: {@link org.liverystudio.editor.ui.paint.OptionsBar}, {@link
 * org.liverystudio.editor.ui.paint.ColourSwatches} and {@link
 * org.liverystudio.editor.ui.paint.ColourDialog}.
 */
package org.liverystudio.editor.ui.paint;
