package org.liverystudio.host;

/**
 * Immutable pixels: 8 bits each of red, green, blue and alpha in sRGB, straight alpha. Colour under
 * alpha 0 is kept, because specular maps need it.
 */
public interface Raster {
    int width();

    int height();

    /**
     * Copies rows of pixels as bytes in the order R, G, B, A.
     *
     * @param area what to copy, inside {@code 0, 0, width, height}
     * @param target receives {@code area.width() * area.height() * 4} bytes, row by row
     * @param offset index in {@code target} of the first byte
     * @throws IndexOutOfBoundsException if the area leaves the raster or the target is too short
     */
    void copyRgba(Rect area, byte[] target, int offset);

    /** All pixels as R, G, B, A bytes; a fresh array. */
    default byte[] toRgba() {
        byte[] rgba = new byte[Math.multiplyExact(Math.multiplyExact(width(), height()), 4)];
        copyRgba(new Rect(0, 0, width(), height()), rgba, 0);
        return rgba;
    }

    /**
     * A raster over a copy of the given bytes.
     *
     * @param rgba {@code width * height * 4} bytes in the order R, G, B, A, straight alpha
     * @throws IllegalArgumentException if the length does not fit the size
     */
    static Raster ofRgba(int width, int height, byte[] rgba) {
        return new RgbaRaster(width, height, rgba.clone());
    }
}
