package org.liverystudio.ai.livery;

import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.pixels.Resampler;
import org.liverystudio.host.Rect;

/**
 * Draws the exact picture that a ControlNet gets.
 *
 * <p>A template's mask becomes white islands on black, whether it is used as mask or as depth,
 * since a flat sheet has no depth to tell. Another layer becomes its coverage (mask), its
 * brightness over black (depth) or its outlines (lines). What lies outside the document is black.
 */
public final class ControlPicture {
    private ControlPicture() {}

    /**
     * @param document bounds of the document that the source lies in
     * @param crop the part that is generated, in document coordinates; may reach outside
     * @param size of the result, with the proportions of the crop
     */
    public static RgbImage of(
            ControlSource source, ControlKind kind, Rect document, Rect crop, Size size) {
        Rect inside = crop.intersect(document);
        Coverage bright =
                switch (kind) {
                    case MASK -> cover(source, document);
                    case DEPTH ->
                            source.isTemplateMask()
                                    ? cover(source, document)
                                    : LayerCoverage.brightness(
                                            source.look().pixels(inside), inside);
                    case LINES -> LinePicture.of(source, inside);
                };
        double shrink = Math.max(1, (double) crop.width() / size.width());
        // A line one pixel wide must not fade to grey when many pixels become one.
        double gain = kind == ControlKind.LINES ? shrink : 1;
        return grey(bright.coverage(crop), crop, size, gain);
    }

    /**
     * Asked for the whole document: whether it has any transparency is not a matter of the crop.
     */
    private static Coverage cover(ControlSource source, Rect document) {
        return LayerCoverage.of(source, document);
    }

    /** Area means keep coverage exact when reducing; Mitchell keeps edges smooth when enlarging. */
    private static RgbImage grey(byte[] values, Rect crop, Size size, double gain) {
        float[] plane = new float[values.length];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = values[i] & 0xff;
        }
        boolean reduces = crop.width() > size.width() || crop.height() > size.height();
        Resampler.Filter filter = reduces ? Resampler.Filter.AREA : Resampler.Filter.MITCHELL;
        Resampler.Grid from = new Resampler.Grid(crop.width(), crop.height());
        float[] resized = Resampler.resize(plane, from, size.grid(), filter);
        byte[] rgb = new byte[resized.length * 3];
        for (int i = 0; i < resized.length; i++) {
            byte value = (byte) Math.clamp(Math.round(resized[i] * gain), 0, 255);
            rgb[i * 3] = value;
            rgb[i * 3 + 1] = value;
            rgb[i * 3 + 2] = value;
        }
        return new RgbImage(size.width(), size.height(), rgb);
    }
}
