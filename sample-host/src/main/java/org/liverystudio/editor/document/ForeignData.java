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

    /** What the layer's pixels are made from; painting on them goes by that. */
    default PixelSource pixelSource() {
        return PixelSource.PAINT;
    }

    /**
     * The same without {@link #pixelSource()}, which no longer fits once the pixels are painted on.
     */
    default ForeignData asPaint() {
        return this;
    }

    /** Whether it holds something with a place of its own that cannot be moved with the pixels. */
    default boolean isTiedToPlace() {
        return false;
    }

    /**
     * The same for pixels that moved to the right and down; what would be wrong there is left out.
     */
    default ForeignData movedBy(int dx, int dy) {
        return asPaint();
    }
}
