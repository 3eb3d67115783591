package org.liverystudio.ai.engine;

/**
 * Says pixel by pixel how much may change.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values {@code width * height} bytes, row by row; 0 stays as it is, 255 changes in all
 *     steps that run, others in that share of them
 */
public record StrengthMask(int width, int height, byte[] values) {
    public StrengthMask {
        if (values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "%d values for %d x %d pixels".formatted(values.length, width, height));
        }
    }
}
