package org.liverystudio.editor.image;

import java.util.Arrays;
import org.liverystudio.host.Rect;

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

    /**
     * The smallest rectangle around the pixels that differ.
     *
     * @param left where the tile's first column lies
     * @param top where its first row lies
     */
    Rect changedSince(Tile other, int left, int top) {
        int first = Arrays.mismatch(data, other.data);
        if (first < 0) {
            return Rect.EMPTY;
        }
        int rowBytes = data.length / SIZE;
        int firstRow = first / rowBytes;
        int lastRow = SIZE - 1;
        while (mismatch(other, lastRow, 0, rowBytes) < 0) {
            lastRow--;
        }
        int from = rowBytes;
        int to = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            int at = mismatch(other, row, 0, from);
            from = at < 0 ? from : at;
            while (to < rowBytes && (at = mismatch(other, row, to, rowBytes)) >= 0) {
                to += at + 1;
            }
        }
        int pixelBytes = rowBytes / SIZE;
        int firstColumn = from / pixelBytes;
        int lastColumn = (to - 1) / pixelBytes;
        return Rect.between(
                left + firstColumn, top + firstRow, left + lastColumn + 1, top + lastRow + 1);
    }

    /**
     * The first byte of a part of a row that differs, counted from the part's start; -1 if none.
     */
    private int mismatch(Tile other, int row, int from, int to) {
        int start = row * (data.length / SIZE);
        return Arrays.mismatch(
                data, start + from, start + to, other.data, start + from, start + to);
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
