package org.liverystudio.ai.livery;

import org.liverystudio.ai.engine.pixels.Resampler;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/**
 * What a control picture is drawn from, in the coordinates of the document.
 *
 * @param isTemplateMask whether opaque means dead space
 */
public record ControlSource(Look look, boolean isTemplateMask) {
    /** Gives the pixels of an area. */
    @FunctionalInterface
    public interface Look {
        Raster pixels(Rect area);
    }

    /** A layer or group, its own visibility and opacity left out. */
    public static ControlSource of(Layer layer) {
        return new ControlSource(layer::render, layer.role() == LayerRole.MASK);
    }

    /** The whole document as the painter sees it. */
    public static ControlSource ofVisible(DocumentSnapshot document) {
        return new ControlSource(document::composite, false);
    }

    /** A picture file, laid over the whole document whatever its own size. */
    public static ControlSource of(DocumentSnapshot picture, Rect document) {
        byte[] rgba = picture.composite(picture.bounds()).toRgba();
        Size from = new Size(picture.width(), picture.height());
        Size to = new Size(document.width(), document.height());
        byte[] stretched = from.equals(to) ? rgba : stretch(rgba, from, to);
        Raster whole = Raster.ofRgba(to.width(), to.height(), stretched);
        return new ControlSource(area -> part(whole, area), false);
    }

    private static byte[] stretch(byte[] rgba, Size from, Size to) {
        boolean reduces = to.width() < from.width() || to.height() < from.height();
        Resampler.Filter filter = reduces ? Resampler.Filter.AREA : Resampler.Filter.MITCHELL;
        byte[] result = new byte[to.width() * to.height() * 4];
        float[] plane = new float[rgba.length / 4];
        for (int channel = 0; channel < 4; channel++) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = rgba[i * 4 + channel] & 0xff;
            }
            float[] resized = Resampler.resize(plane, from.grid(), to.grid(), filter);
            for (int i = 0; i < resized.length; i++) {
                result[i * 4 + channel] = (byte) Math.clamp(Math.round(resized[i]), 0, 255);
            }
        }
        return result;
    }

    private static Raster part(Raster whole, Rect area) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        whole.copyRgba(area, rgba, 0);
        return Raster.ofRgba(area.width(), area.height(), rgba);
    }
}
