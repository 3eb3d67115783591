package org.liverystudio.editor.format.imageio;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;

/** Between ImageIO's pictures and straight R, G, B, A bytes. */
final class PictureBytes {
    private static final int OPAQUE = 0xFF000000;

    private PictureBytes() {}

    static byte[] rgba(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgba = new byte[Math.multiplyExact(Math.multiplyExact(width, image.getHeight()), 4)];
        boolean gray = isGray(image.getColorModel());
        int[] row = new int[width];
        for (int y = 0, to = 0; y < image.getHeight(); y++) {
            if (gray) {
                grayRow(image, y, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++, to += 4) {
                rgba[to] = (byte) (row[x] >> 16);
                rgba[to + 1] = (byte) (row[x] >> 8);
                rgba[to + 2] = (byte) row[x];
                rgba[to + 3] = (byte) (row[x] >>> 24);
            }
        }
        return rgba;
    }

    private static boolean isGray(ColorModel model) {
        return !(model instanceof IndexColorModel)
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Java takes gray for linear light and would brighten it; files mean it as it looks. */
    private static void grayRow(BufferedImage image, int y, int[] row) {
        Raster raster = image.getRaster();
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
        boolean alpha = raster.getNumBands() > 1;
        for (int x = 0; x < row.length; x++) {
            int value = raster.getSample(x, y, 0) >> shift;
            int opacity = alpha ? raster.getSample(x, y, 1) >> shift << 24 : OPAQUE;
            row[x] = opacity | value << 16 | value << 8 | value;
        }
    }

    /** What was changed while reading. */
    static List<String> notices(BufferedImage image) {
        return image.getColorModel().getComponentSize(0) > 8
                ? List.of("The picture has more than 8 bits a channel; it was reduced to 8.")
                : List.of();
    }

    static BufferedImage withAlpha(byte[] rgba, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        int[] row = new int[width];
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0; x < width; x++, from += 4) {
                row[x] =
                        (rgba[from + 3] & 255) << 24
                                | (rgba[from] & 255) << 16
                                | (rgba[from + 1] & 255) << 8
                                | rgba[from + 2] & 255;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    static BufferedImage onWhite(byte[] rgba, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[width];
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0; x < width; x++, from += 4) {
                int alpha = rgba[from + 3] & 255;
                int colour = 0;
                for (int c = 0; c < 3; c++) {
                    int value = (rgba[from + c] & 255) * alpha + 255 * (255 - alpha);
                    colour = colour << 8 | (value + 127) / 255;
                }
                row[x] = colour;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }
}
