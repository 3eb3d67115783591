package org.liverystudio.ai.livery;

import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/** Reads a layer as a statement about where paint goes. */
public final class LayerCoverage {
    private LayerCoverage() {}

    /**
     * Where a layer says "here".
     *
     * <ul>
     *   <li>A template's mask ({@link LayerRole#MASK}) is opaque over dead space, so it says "here"
     *       where it is transparent.
     *   <li>Any other layer says "here" where it is opaque.
     *   <li>A layer without any transparency is a picture of coverage: white is "here".
     * </ul>
     *
     * Soft edges stay soft.
     *
     * @param area in document coordinates; nothing is covered outside
     */
    public static Coverage of(Layer layer, Rect area) {
        return of(ControlSource.of(layer), area);
    }

    static Coverage of(ControlSource source, Rect area) {
        Raster raster = source.look().pixels(area);
        Coverage alpha = Coverage.alphaOf(raster, area);
        if (alpha.isAll(255)) {
            return brightness(raster, area);
        }
        return source.isTemplateMask() ? alpha.inverted() : alpha;
    }

    /** Brightness over black, so that transparent is dark. */
    static Coverage brightness(Raster raster, Rect area) {
        byte[] rgba = raster.toRgba();
        byte[] values = new byte[rgba.length / 4];
        for (int i = 0; i < values.length; i++) {
            int alpha = rgba[i * 4 + 3] & 0xff;
            values[i] = (byte) ((luma(rgba, i * 4) * alpha + 127) / 255);
        }
        return new Coverage(area, values);
    }

    /** Brightness as the eye sees it: Rec. 709 weights on sRGB values. */
    private static int luma(byte[] rgba, int offset) {
        int red = rgba[offset] & 0xff;
        int green = rgba[offset + 1] & 0xff;
        int blue = rgba[offset + 2] & 0xff;
        return (2126 * red + 7152 * green + 722 * blue + 5000) / 10000;
    }
}
