package org.liverystudio.host;

import java.util.Map;
import java.util.Objects;

/**
 * A pixel layer to be added.
 *
 * @param name shown in the layer panel
 * @param pixels its content
 * @param x document coordinate of the left edge of {@code pixels}
 * @param y document coordinate of the top edge
 * @param opacity 0 to 1
 * @param blendMode any but {@link BlendMode#PASS_THROUGH}
 * @param properties stored with the layer, also in files that can hold them
 */
public record NewLayer(
        String name,
        Raster pixels,
        int x,
        int y,
        double opacity,
        BlendMode blendMode,
        Map<String, String> properties) {
    public NewLayer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(pixels);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity outside 0 to 1: " + opacity);
        }
        if (blendMode == BlendMode.PASS_THROUGH) {
            throw new IllegalArgumentException("only groups pass through");
        }
        properties = Map.copyOf(properties);
    }

    /** A fully opaque layer that blends normally and stores no properties. */
    public NewLayer(String name, Raster pixels, int x, int y) {
        this(name, pixels, x, y, 1, BlendMode.NORMAL, Map.of());
    }
}
