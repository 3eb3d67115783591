package org.liverystudio.editor.image;

/**
 * The noise of the dissolve mode: the same for the same pixel, so that repainting does not flicker.
 */
final class Dissolve {
    private Dissolve() {}

    /** A value from 0 to below 1 that looks random from pixel to pixel. */
    static float threshold(int x, int y) {
        int h = x * 0x9E3779B1 ^ Integer.rotateLeft(y * 0x85EBCA77, 13);
        h = (h ^ h >>> 15) * 0x2C1B3C6D;
        h = (h ^ h >>> 12) * 0x297A2D39;
        h ^= h >>> 15;
        return (h >>> 8) * 0x1p-24f;
    }
}
