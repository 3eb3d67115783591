package org.liverystudio.ai.livery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.engine.pixels.Resampler;

/**
 * Width and height of a picture in pixels.
 *
 * @param width 1 or more
 * @param height 1 or more
 */
public record Size(int width, int height) {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,6})[xX](\\d{1,6})");

    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no pixels: " + width + " x " + height);
        }
    }

    /** The same as a grid of values. */
    Resampler.Grid grid() {
        return new Resampler.Grid(width, height);
    }

    /** Reads {@code 512x384}; empty if it is something else. */
    public static Optional<Size> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        return width == 0 || height == 0 ? Optional.empty() : Optional.of(new Size(width, height));
    }

    /** As painters write it: {@code 512x384}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
