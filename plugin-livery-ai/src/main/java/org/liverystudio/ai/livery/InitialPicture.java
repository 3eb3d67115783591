package org.liverystudio.ai.livery;

import java.util.Arrays;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.StrengthMask;
import org.liverystudio.ai.engine.pixels.Resampler;
import org.liverystudio.host.Rect;

/** Draws what a generation starts from, and how much of it may change. */
public final class InitialPicture {
    /** Neither light nor dark: what is transparent leaves the network free. */
    private static final int GROUND = 128;

    private InitialPicture() {}

    /**
     * The look of a source over grey; resampled as {@link PasteBack} does it on the way back.
     *
     * @param document bounds of the document that the source lies in
     * @param crop the part that is generated, in document coordinates; may reach outside
     * @param size of the result, with the proportions of the crop
     */
    public static RgbImage of(ControlSource source, Rect document, Rect crop, Size size) {
        Rect inside = crop.intersect(document);
        byte[] rgba = source.look().pixels(inside).toRgba();
        Resampler.Grid from = new Resampler.Grid(crop.width(), crop.height());
        boolean reduces = size.width() < from.width() || size.height() < from.height();
        byte[] rgb = new byte[size.width() * size.height() * 3];
        for (int channel = 0; channel < 3; channel++) {
            float[] plane = new float[from.width() * from.height()];
            Arrays.fill(plane, reduces ? LinearLight.of(GROUND) : GROUND);
            for (int y = 0; y < inside.height(); y++) {
                int to = (inside.y() - crop.y() + y) * crop.width() + inside.x() - crop.x();
                for (int x = 0; x < inside.width(); x++) {
                    int value = overGround(rgba, (y * inside.width() + x) * 4, channel);
                    plane[to + x] = reduces ? LinearLight.of(value) : value;
                }
            }
            float[] resized = Resampler.resize(plane, from, size.grid(), Resampler.Filter.LANCZOS3);
            for (int i = 0; i < resized.length; i++) {
                int value = reduces ? LinearLight.toSrgb(resized[i]) : Math.round(resized[i]);
                rgb[i * 3 + channel] = (byte) Math.clamp(value, 0, 255);
            }
        }
        return new RgbImage(size.width(), size.height(), rgb);
    }

    private static int overGround(byte[] rgba, int pixel, int channel) {
        int alpha = rgba[pixel + 3] & 0xff;
        return ((rgba[pixel + channel] & 0xff) * alpha + GROUND * (255 - alpha) + 127) / 255;
    }

    /** The coverage of a crop in the size of the generated picture; 0 outside the document. */
    public static StrengthMask mask(Coverage wanted, Rect crop, Size size) {
        byte[] values = wanted.coverage(crop);
        float[] plane = new float[values.length];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = values[i] & 0xff;
        }
        float[] resized =
                Resampler.resize(
                        plane,
                        new Resampler.Grid(crop.width(), crop.height()),
                        size.grid(),
                        Resampler.Filter.AREA);
        byte[] mask = new byte[resized.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) Math.clamp(Math.round(resized[i]), 0, 255);
        }
        return new StrengthMask(size.width(), size.height(), mask);
    }
}
