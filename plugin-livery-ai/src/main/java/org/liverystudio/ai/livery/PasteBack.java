package org.liverystudio.ai.livery;

import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.pixels.Resampler;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/**
 * Brings a generated picture back to its place in the document, cut to the paint.
 *
 * <p>Enlarging works on sRGB values as they are: a filter overshoots at edges, and in linear light
 * the overshoot on the dark side shows as a halo while the bright side hides it. Reducing works in
 * linear light, where the mean of pixels is the mean of their light, so that fine bright lines do
 * not darken.
 */
public final class PasteBack {
    private PasteBack() {}

    /** A picture with edges as they come. */
    public static Raster cut(RgbImage picture, Rect crop, Coverage clip) {
        return cut(picture, crop, clip, Seamless.NONE);
    }

    /**
     * @param picture what was generated for {@code crop}
     * @param crop in document coordinates
     * @param clip where paint may go, and how much
     * @param seamless which of its edges continue each other, also once it is resized
     * @return the picture where {@code clip} covers, straight alpha equal to the coverage; where it
     *     does not cover, alpha is exactly 0 and the colour black
     */
    public static Raster cut(RgbImage picture, Rect crop, Coverage clip, Seamless seamless) {
        Rect area = clip.bounds();
        byte[] alpha = clip.values();
        byte[] rgba = new byte[alpha.length * 4];
        for (int channel = 0; channel < 3; channel++) {
            byte[] plane = resized(picture, channel, crop, seamless);
            for (int i = 0; i < alpha.length; i++) {
                int x = area.x() + i % area.width() - crop.x();
                int y = area.y() + i / area.width() - crop.y();
                if (alpha[i] != 0) {
                    rgba[i * 4 + channel] = plane[y * crop.width() + x];
                }
            }
        }
        for (int i = 0; i < alpha.length; i++) {
            rgba[i * 4 + 3] = alpha[i];
        }
        return Raster.ofRgba(area.width(), area.height(), rgba);
    }

    private static byte[] resized(RgbImage picture, int channel, Rect crop, Seamless seamless) {
        Resampler.Grid from = new Resampler.Grid(picture.width(), picture.height());
        Resampler.Grid to = new Resampler.Grid(crop.width(), crop.height());
        boolean enlarges = to.width() >= from.width() && to.height() >= from.height();
        float[] plane = new float[from.width() * from.height()];
        for (int i = 0; i < plane.length; i++) {
            int value = picture.rgb()[i * 3 + channel] & 0xff;
            plane[i] = enlarges ? value : LinearLight.of(value);
        }
        float[] result =
                Resampler.resize(plane, from, to, Resampler.Filter.LANCZOS3, seamless.wrap());
        byte[] bytes = new byte[result.length];
        for (int i = 0; i < bytes.length; i++) {
            float value = result[i];
            int rounded = enlarges ? Math.round(value) : LinearLight.toSrgb(value);
            bytes[i] = (byte) Math.clamp(rounded, 0, 255);
        }
        return bytes;
    }
}
