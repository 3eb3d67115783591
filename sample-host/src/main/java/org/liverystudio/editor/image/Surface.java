package org.liverystudio.editor.image;

import java.util.Arrays;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * A part of one tile while it is composited: four planes of floats from 0 to 1, so that a stack of
 * layers does not add up rounding errors. Either a target (colour premultiplied) or a source
 * (colour straight); {@link #toSource()} turns the one into the other.
 */
final class Surface {
    private static final float BYTE = 1f / 255;

    private final Rect area;
    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float[] alpha;

    /**
     * A transparent one.
     *
     * @param area inside one tile
     */
    Surface(Rect area) {
        this.area = area;
        int pixels = area.width() * area.height();
        red = new float[pixels];
        green = new float[pixels];
        blue = new float[pixels];
        alpha = new float[pixels];
    }

    Surface copy() {
        Surface copy = new Surface(area);
        System.arraycopy(red, 0, copy.red, 0, red.length);
        System.arraycopy(green, 0, copy.green, 0, green.length);
        System.arraycopy(blue, 0, copy.blue, 0, blue.length);
        System.arraycopy(alpha, 0, copy.alpha, 0, alpha.length);
        return copy;
    }

    /** Memory that a surface of an area takes. */
    static long byteCount(Rect area) {
        return area.area() * 4 * Float.BYTES;
    }

    /** A copy of a part of it. */
    Surface crop(Rect part) {
        Surface copy = new Surface(part);
        for (int y = part.y(); y < part.bottom(); y++) {
            int from = index(part.x(), y);
            int to = copy.index(part.x(), y);
            System.arraycopy(red, from, copy.red, to, part.width());
            System.arraycopy(green, from, copy.green, to, part.width());
            System.arraycopy(blue, from, copy.blue, to, part.width());
            System.arraycopy(alpha, from, copy.alpha, to, part.width());
        }
        return copy;
    }

    /** Lays another target over this one; it may be larger. */
    void cover(Surface above) {
        for (int y = area.y(); y < area.bottom(); y++) {
            int i = index(area.x(), y);
            int from = above.index(area.x(), y);
            for (int x = 0; x < area.width(); x++, i++, from++) {
                float keep = 1 - above.alpha[from];
                red[i] = red[i] * keep + above.red[from];
                green[i] = green[i] * keep + above.green[from];
                blue[i] = blue[i] * keep + above.blue[from];
                alpha[i] = alpha[i] * keep + above.alpha[from];
            }
        }
    }

    private int index(int x, int y) {
        return (y - area.y()) * area.width() + x - area.x();
    }

    /** A source with the pixels of a tile. */
    static Surface ofTile(Rect area, TileKey key, Tile tile) {
        Surface surface = new Surface(area);
        byte[] data = tile.data();
        int to = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = ((y - key.top()) * Tile.SIZE + area.x() - key.left()) * 4;
            for (int x = 0; x < area.width(); x++, from += 4, to++) {
                surface.red[to] = (data[from] & 255) * BYTE;
                surface.green[to] = (data[from + 1] & 255) * BYTE;
                surface.blue[to] = (data[from + 2] & 255) * BYTE;
                surface.alpha[to] = (data[from + 3] & 255) * BYTE;
            }
        }
        return surface;
    }

    /** Multiplies a source's alpha with coverage, one value a pixel. */
    void cover(float[] coverage) {
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] *= coverage[i];
        }
    }

    /** Makes colour straight; where nothing is, it stays black. */
    void toSource() {
        for (int i = 0; i < alpha.length; i++) {
            float a = alpha[i];
            if (a > 0 && a < 1) {
                red[i] /= a;
                green[i] /= a;
                blue[i] /= a;
            }
        }
    }

    /** Takes the alpha away from a source, leaving its colour opaque; returns what it was. */
    float[] takeAlpha() {
        float[] taken = alpha.clone();
        Arrays.fill(alpha, 1);
        return taken;
    }

    /** Mixes this target with another one: share 0 keeps this, 1 takes the other. */
    void mix(Surface other, float[] share) {
        for (int i = 0; i < alpha.length; i++) {
            float s = share[i];
            red[i] += (other.red[i] - red[i]) * s;
            green[i] += (other.green[i] - green[i]) * s;
            blue[i] += (other.blue[i] - blue[i]) * s;
            alpha[i] += (other.alpha[i] - alpha[i]) * s;
        }
    }

    /** Blends a source over this target. */
    void blend(Surface source, BlendMode mode, float opacity) {
        switch (mode) {
            case PASS_THROUGH, NORMAL -> blendNormal(source, opacity);
            case DISSOLVE -> blendDissolved(source, opacity);
            case DARKER_COLOR, LIGHTER_COLOR, HUE, SATURATION, COLOR, LUMINOSITY ->
                    blendWholeColour(source, mode, opacity);
            default -> blendSeparable(source, Blend.separable(mode), opacity);
        }
    }

    private void blendNormal(Surface source, float opacity) {
        for (int i = 0; i < alpha.length; i++) {
            float a = source.alpha[i] * opacity;
            float keep = 1 - a;
            red[i] = red[i] * keep + source.red[i] * a;
            green[i] = green[i] * keep + source.green[i] * a;
            blue[i] = blue[i] * keep + source.blue[i] * a;
            alpha[i] = alpha[i] * keep + a;
        }
    }

    /**
     * Blends a tile normally over this target: what a source made of it would do, without making
     * one. Most layers are like that.
     */
    void blendTile(TileKey key, Tile tile, float opacity) {
        byte[] data = tile.data();
        int i = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = ((y - key.top()) * Tile.SIZE + area.x() - key.left()) * 4;
            for (int x = 0; x < area.width(); x++, from += 4, i++) {
                int stored = data[from + 3] & 255;
                if (stored == 0) {
                    continue;
                }
                float a = stored * BYTE * opacity;
                float keep = 1 - a;
                red[i] = red[i] * keep + (data[from] & 255) * BYTE * a;
                green[i] = green[i] * keep + (data[from + 1] & 255) * BYTE * a;
                blue[i] = blue[i] * keep + (data[from + 2] & 255) * BYTE * a;
                alpha[i] = alpha[i] * keep + a;
            }
        }
    }

    private void blendDissolved(Surface source, float opacity) {
        for (int i = 0; i < alpha.length; i++) {
            int x = area.x() + i % area.width();
            int y = area.y() + i / area.width();
            if (source.alpha[i] * opacity > Dissolve.threshold(x, y)) {
                red[i] = source.red[i];
                green[i] = source.green[i];
                blue[i] = source.blue[i];
                alpha[i] = 1;
            }
        }
    }

    private void blendSeparable(Surface source, Blend.Separable formula, float opacity) {
        for (int i = 0; i < alpha.length; i++) {
            float above = source.alpha[i] * opacity;
            if (above == 0) {
                continue;
            }
            float below = alpha[i];
            red[i] = mixed(formula, red[i], below, source.red[i], above);
            green[i] = mixed(formula, green[i], below, source.green[i], above);
            blue[i] = mixed(formula, blue[i], below, source.blue[i], above);
            alpha[i] = below + above - below * above;
        }
    }

    /** Premultiplied result of one channel: each where it is alone, blended where both are. */
    private static float mixed(
            Blend.Separable formula, float premultiplied, float below, float colour, float above) {
        float alone = premultiplied * (1 - above) + colour * above * (1 - below);
        if (below == 0) {
            return alone;
        }
        return alone + below * above * formula.of(Math.min(1, premultiplied / below), colour);
    }

    private void blendWholeColour(Surface source, BlendMode mode, float opacity) {
        float[] under = new float[3];
        float[] over = new float[3];
        float[] both = new float[3];
        for (int i = 0; i < alpha.length; i++) {
            float above = source.alpha[i] * opacity;
            if (above == 0) {
                continue;
            }
            float below = alpha[i];
            over[0] = source.red[i];
            over[1] = source.green[i];
            over[2] = source.blue[i];
            float inverse = below == 0 ? 0 : 1 / below;
            under[0] = red[i] * inverse;
            under[1] = green[i] * inverse;
            under[2] = blue[i] * inverse;
            WholeColour.blend(mode, under, over, both);
            float keep = 1 - above;
            float alone = above * (1 - below);
            red[i] = red[i] * keep + over[0] * alone + both[0] * below * above;
            green[i] = green[i] * keep + over[1] * alone + both[1] * below * above;
            blue[i] = blue[i] * keep + over[2] * alone + both[2] * below * above;
            alpha[i] = below + above - below * above;
        }
    }

    /**
     * Writes a target as straight R, G, B, A bytes.
     *
     * @param whole the area that {@code rgba} holds; this surface lies inside it
     */
    void store(Rect whole, byte[] rgba) {
        int i = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            int to = ((y - whole.y()) * whole.width() + area.x() - whole.x()) * 4;
            for (int x = 0; x < area.width(); x++, i++, to += 4) {
                float a = alpha[i];
                if (a <= 0) {
                    continue;
                }
                float scale = 255 / a;
                rgba[to] = toByte(red[i] * scale);
                rgba[to + 1] = toByte(green[i] * scale);
                rgba[to + 2] = toByte(blue[i] * scale);
                rgba[to + 3] = toByte(a * 255);
            }
        }
    }

    private static byte toByte(float value) {
        return (byte) Math.min(255, (int) (value + 0.5f));
    }
}
