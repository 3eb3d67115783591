package org.liverystudio.editor.document;

/**
 * What a file format holds and this editor cannot show, such as a text engine's data or a colour
 * profile's neighbours. It stays with the layer or document and goes back into a file of the same
 * format; only that format looks inside.
 */
public interface ForeignData {
    /** There is none. */
    ForeignData NONE =
            new ForeignData() {
                @Override
                public String toString() {
                    return "none";
                }
            };
}
