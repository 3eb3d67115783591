package org.liverystudio.editor.format;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads reference pictures by another program's code. */
public final class Pictures {
    private Pictures() {}

    /** A picture as R, G, B, A bytes with straight alpha, without colour management. */
    public static byte[] rgba(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        int[] samples = new int[4];
        byte[] rgba = new byte[image.getWidth() * image.getHeight() * 4];
        int bands = image.getRaster().getNumBands();
        int to = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().getPixel(x, y, samples);
                int[] colour = samples;
                if (image.getColorModel() instanceof IndexColorModel palette) {
                    int argb = palette.getRGB(samples[0]);
                    colour = new int[] {argb >> 16 & 255, argb >> 8 & 255, argb & 255, argb >>> 24};
                } else if (bands < 3) {
                    int alpha = bands == 2 ? samples[1] : 255;
                    colour = new int[] {samples[0], samples[0], samples[0], alpha};
                } else if (bands == 3) {
                    colour = new int[] {samples[0], samples[1], samples[2], 255};
                }
                for (int c = 0; c < 4; c++) {
                    rgba[to++] = (byte) colour[c];
                }
            }
        }
        return rgba;
    }

    /**
     * How far two pictures are apart as a person sees them, over black and over white.
     *
     * @param worst largest difference of a channel
     * @param mean average difference
     * @param farPixels share of pixels with a channel more than 8 apart
     */
    public record Difference(int worst, double mean, double farPixels) {}

    public static Difference difference(byte[] one, byte[] other) {
        if (one.length != other.length) {
            throw new AssertionError("sizes differ: " + one.length + ", " + other.length);
        }
        int worst = 0;
        long sum = 0;
        long far = 0;
        for (int i = 0; i < one.length; i += 4) {
            int pixelWorst = 0;
            for (int c = 0; c < 3; c++) {
                for (int ground = 0; ground <= 255; ground += 255) {
                    int d = Math.abs(over(one, i, c, ground) - over(other, i, c, ground));
                    pixelWorst = Math.max(pixelWorst, d);
                    sum += d;
                }
            }
            worst = Math.max(worst, pixelWorst);
            far += pixelWorst > 8 ? 1 : 0;
        }
        return new Difference(worst, sum / (one.length * 1.5), far / (one.length / 4.0));
    }

    private static int over(byte[] rgba, int pixel, int channel, int ground) {
        int alpha = rgba[pixel + 3] & 255;
        return ((rgba[pixel + channel] & 255) * alpha + ground * (255 - alpha) + 127) / 255;
    }
}
