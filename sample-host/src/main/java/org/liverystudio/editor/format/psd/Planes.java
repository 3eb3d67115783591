package org.liverystudio.editor.format.psd;

import org.liverystudio.host.Rect;

/** Between planes, one for each channel, and pixels of four bytes. */
final class Planes {
    private Planes() {}

    /**
     * R, G, B, A bytes.
     *
     * @param alpha null for opaque pixels; a colour that is null is 0 everywhere
     */
    static byte[] interleave(byte[] red, byte[] green, byte[] blue, byte[] alpha, Rect area) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        spread(red, rgba, 0);
        spread(green, rgba, 1);
        spread(blue, rgba, 2);
        if (alpha == null) {
            for (int i = 3; i < rgba.length; i += 4) {
                rgba[i] = (byte) 255;
            }
        } else {
            spread(alpha, rgba, 3);
        }
        return rgba;
    }

    private static void spread(byte[] plane, byte[] rgba, int offset) {
        if (plane != null) {
            for (int i = 0, to = offset; i < plane.length; i++, to += 4) {
                rgba[to] = plane[i];
            }
        }
    }

    /** One channel of R, G, B, A bytes. */
    static byte[] extract(byte[] rgba, int channel) {
        byte[] plane = new byte[rgba.length / 4];
        for (int i = 0, from = channel; i < plane.length; i++, from += 4) {
            plane[i] = rgba[from];
        }
        return plane;
    }

    /** Photoshop stores the colour of a transparent merged picture as seen before white. */
    static void blendWithWhite(byte[] rgba) {
        for (int i = 0; i < rgba.length; i += 4) {
            int alpha = rgba[i + 3] & 255;
            for (int c = i; c < i + 3; c++) {
                rgba[c] = (byte) (((rgba[c] & 255) * alpha + 255 * (255 - alpha) + 127) / 255);
            }
        }
    }

    /** Takes the white back out. */
    static void removeWhite(byte[] rgba) {
        for (int i = 0; i < rgba.length; i += 4) {
            int alpha = rgba[i + 3] & 255;
            if (alpha == 0) {
                continue;
            }
            for (int c = i; c < i + 3; c++) {
                int colour = ((rgba[c] & 255) - 255 + alpha) * 255;
                rgba[c] = (byte) Math.clamp(Math.round((float) colour / alpha), 0, 255);
            }
        }
    }
}
