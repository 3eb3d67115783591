package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/** The arithmetic of display tiles: from stored bytes to screen ints, and between them. */
final class TilePixels {
    private static final int SIZE = ViewTile.SIZE;

    /** Every second byte of a pixel: red and blue, or after a shift alpha and green. */
    private static final int LANES = 0x00FF00FF;

    private TilePixels() {}

    /**
     * Stores straight RGBA bytes as premultiplied ints.
     *
     * @param rgba the bytes of {@code area}
     * @param area where they go, in the tile's own pixels
     */
    static void put(byte[] rgba, int[] tile, Rect area) {
        int from = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            int to = y * SIZE + area.x();
            for (int i = 0; i < area.width(); i++, from += 4) {
                tile[to + i] =
                        premultiplied(
                                rgba[from] & 0xFF,
                                rgba[from + 1] & 0xFF,
                                rgba[from + 2] & 0xFF,
                                rgba[from + 3] & 0xFF);
            }
        }
    }

    static int premultiplied(int red, int green, int blue, int alpha) {
        if (alpha == 255) {
            return 0xFF000000 | red << 16 | green << 8 | blue;
        }
        return alpha << 24
                | div255(red * alpha) << 16
                | div255(green * alpha) << 8
                | div255(blue * alpha);
    }

    /** Rounded division by 255 of a product of two bytes. */
    static int div255(int product) {
        int shifted = product + 128;
        return shifted + (shifted >> 8) >> 8;
    }

    static boolean isBlank(int[] pixels) {
        for (int pixel : pixels) {
            if (pixel != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A pixel between two others.
     *
     * @param weight 0 gives {@code a}, 256 gives {@code b}
     */
    static int between(int a, int b, int weight) {
        if (a == b) {
            return a;
        }
        int rest = 256 - weight;
        int redBlue = ((a & LANES) * rest + (b & LANES) * weight >>> 8) & LANES;
        int alphaGreen = (a >>> 8 & LANES) * rest + (b >>> 8 & LANES) * weight & ~LANES;
        return redBlue | alphaGreen;
    }

    /** A premultiplied pixel over an opaque one. */
    static int over(int pixel, int ground) {
        int alpha = pixel >>> 24;
        if (alpha == 255) {
            return pixel;
        }
        if (alpha == 0) {
            return ground;
        }
        int rest = 255 - alpha;
        int red = (pixel >> 16 & 0xFF) + div255((ground >> 16 & 0xFF) * rest);
        int green = (pixel >> 8 & 0xFF) + div255((ground >> 8 & 0xFF) * rest);
        int blue = (pixel & 0xFF) + div255((ground & 0xFF) * rest);
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }
}
