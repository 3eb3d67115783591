package org.liverystudio.editor.image;

/** Halves a tile by averaging 2 x 2 pixels; colour counts as much as its alpha. */
final class HalfSize {
    private static final int HALF = Tile.SIZE / 2;

    private HalfSize() {}

    static byte[] coverage(byte[] full) {
        byte[] half = new byte[HALF * HALF];
        for (int y = 0, to = 0; y < HALF; y++) {
            int from = y * 2 * Tile.SIZE;
            for (int x = 0; x < HALF; x++, from += 2, to++) {
                int sum =
                        (full[from] & 255)
                                + (full[from + 1] & 255)
                                + (full[from + Tile.SIZE] & 255)
                                + (full[from + Tile.SIZE + 1] & 255);
                half[to] = (byte) ((sum + 2) >> 2);
            }
        }
        return half;
    }

    static byte[] colour(byte[] full) {
        byte[] half = new byte[HALF * HALF * 4];
        int rowBytes = Tile.SIZE * 4;
        for (int y = 0, to = 0; y < HALF; y++) {
            int from = y * 2 * rowBytes;
            for (int x = 0; x < HALF; x++, from += 8, to += 4) {
                average(full, from, from + 4, from + rowBytes, from + rowBytes + 4, half, to);
            }
        }
        return half;
    }

    private static void average(byte[] full, int p, int q, int r, int s, byte[] half, int to) {
        int ap = full[p + 3] & 255;
        int aq = full[q + 3] & 255;
        int ar = full[r + 3] & 255;
        int as = full[s + 3] & 255;
        int alpha = ap + aq + ar + as;
        half[to + 3] = (byte) ((alpha + 2) >> 2);
        if (alpha == 0) {
            // Nothing shows, yet masks and spec maps may still ask for the colour.
            ap = aq = ar = as = 1;
            alpha = 4;
        }
        for (int c = 0; c < 3; c++) {
            int sum =
                    (full[p + c] & 255) * ap
                            + (full[q + c] & 255) * aq
                            + (full[r + c] & 255) * ar
                            + (full[s + c] & 255) * as;
            half[to + c] = (byte) ((sum + alpha / 2) / alpha);
        }
    }
}
