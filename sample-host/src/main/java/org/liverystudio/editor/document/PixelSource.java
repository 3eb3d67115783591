package org.liverystudio.editor.document;

/** What makes the pixels of a layer. */
public enum PixelSource {
    /** They are all there is. */
    PAINT,
    /** Letters that the file's own program sets. */
    TEXT,
    /** Another document inside the file. */
    SMART_OBJECT,
    /** A colour, gradient or pattern, often cut by an outline. */
    FILL,
    /** Nothing: it changes the colours below. */
    ADJUSTMENT
}
