package org.liverystudio.editor.image;

/**
 * 256 x 256 pixels that never change: four bytes each (R, G, B, straight A) in images, one in
 * masks.
 */
final class Tile {
    static final int SHIFT = 8;
    static final int SIZE = 1 << SHIFT;
    static final int PIXELS = SIZE * SIZE;

    private final byte[] data;

    /** Made when a zoomed-out view first asks; racing threads make equal ones. */
    private volatile byte[] half;

    /** Takes the array over: the caller must not touch it again. */
    Tile(byte[] data) {
        this.data = data;
    }

    /** The bytes, row by row; never to be written. */
    byte[] data() {
        return data;
    }

    /** The same pixels at half the size, 128 x 128; never to be written. */
    byte[] half() {
        byte[] made = half;
        if (made == null) {
            made = data.length == PIXELS ? HalfSize.coverage(data) : HalfSize.colour(data);
            half = made;
        }
        return made;
    }

    /** Whether all pixels are the same. */
    static boolean isUniform(byte[] data) {
        int pixelBytes = data.length / PIXELS;
        for (int i = pixelBytes; i < data.length; i++) {
            if (data[i] != data[i - pixelBytes]) {
                return false;
            }
        }
        return true;
    }
}
