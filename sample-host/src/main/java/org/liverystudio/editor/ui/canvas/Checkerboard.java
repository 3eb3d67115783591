package org.liverystudio.editor.ui.canvas;

/**
 * The ground under transparent pixels.
 *
 * @param firstRgb colour of the square at the document's corner, {@code 0xRRGGBB}
 * @param secondRgb colour of its neighbours
 * @param squareSize in view pixels
 */
public record Checkerboard(int firstRgb, int secondRgb, int squareSize) {
    public static final Checkerboard DARK = new Checkerboard(0x3C3F44, 0x4B4F55, 10);
    public static final Checkerboard LIGHT = new Checkerboard(0xFFFFFF, 0xDFE1E4, 10);

    /**
     * @param x view pixels right of the document's left edge
     * @param y view pixels below its top edge
     * @return opaque ARGB
     */
    int at(int x, int y) {
        boolean first = (x / squareSize + y / squareSize) % 2 == 0;
        return 0xFF000000 | (first ? firstRgb : secondRgb);
    }
}
