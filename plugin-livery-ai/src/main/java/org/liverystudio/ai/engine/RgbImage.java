package org.liverystudio.ai.engine;

/**
 * A picture as networks read and make it; treated as immutable by all who hold it.
 *
 * @param rgb {@code width * height * 3} bytes, row by row, sRGB
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes do not fill %d x %d pixels of 3 bytes"
                            .formatted(rgb.length, width, height));
        }
    }
}
