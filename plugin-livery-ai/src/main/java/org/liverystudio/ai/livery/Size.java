package org.liverystudio.ai.livery;

/**
 * Width and height of a picture in pixels.
 *
 * @param width 1 or more
 * @param height 1 or more
 */
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no pixels: " + width + " x " + height);
        }
    }

    /** As painters write it: {@code 512x384}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
