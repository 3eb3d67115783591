package org.liverystudio.editor.format.png;

import java.util.Arrays;
import java.util.function.Function;
import org.liverystudio.host.LiveryException;

/** Turns the unpacked rows of any kind of PNG into R, G, B, A bytes. */
final class PngPixels {
    private final PngHeader header;
    private final byte[] palette;
    private final byte[] transparency;
    private final Function<String, LiveryException> damaged;

    /**
     * @param palette colours as R, G, B; null if there is none
     * @param transparency alpha of the palette, or the one transparent colour; null if there is
     *     none
     */
    PngPixels(
            PngHeader header,
            byte[] palette,
            byte[] transparency,
            Function<String, LiveryException> damaged) {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
        this.damaged = damaged;
        if (header.colourType() == 3 && (palette == null || palette.length % 3 != 0)) {
            throw damaged.apply("its palette is missing or broken");
        }
    }

    byte[] decode(byte[] filtered) {
        byte[] rgba = new byte[Math.multiplyExact(header.width() * 4, header.height())];
        int pixelBytes = Math.max(1, header.samples() * header.depth() / 8);
        int from = 0;
        for (PngHeader.Pass pass : header.passes()) {
            int rowBytes = (int) header.rowBytes(pass.width());
            byte[] above = new byte[rowBytes];
            for (int row = 0; row < pass.height(); row++) {
                int filter = filtered[from];
                byte[] bytes = Arrays.copyOfRange(filtered, from + 1, from + 1 + rowBytes);
                if (!PngFilter.undo(filter, bytes, above, pixelBytes)) {
                    throw damaged.apply("row %d has the unknown filter %d".formatted(row, filter));
                }
                int y = pass.top() + row * pass.stepY();
                for (int x = 0; x < pass.width(); x++) {
                    int column = pass.left() + x * pass.stepX();
                    pixel(bytes, x, rgba, (y * header.width() + column) * 4);
                }
                above = bytes;
                from += rowBytes + 1;
            }
        }
        return rgba;
    }

    private void pixel(byte[] row, int x, byte[] rgba, int to) {
        int first = x * header.samples();
        switch (header.colourType()) {
            case 0 -> {
                int gray = sample(row, first);
                put(rgba, to, scaled(gray), scaled(gray), scaled(gray), isKey(gray) ? 0 : 255);
            }
            case 2 -> {
                int red = sample(row, first);
                int green = sample(row, first + 1);
                int blue = sample(row, first + 2);
                int alpha = isKey(red, green, blue) ? 0 : 255;
                put(rgba, to, scaled(red), scaled(green), scaled(blue), alpha);
            }
            case 3 -> fromPalette(sample(row, first), rgba, to);
            case 4 -> {
                int gray = scaled(sample(row, first));
                put(rgba, to, gray, gray, gray, scaled(sample(row, first + 1)));
            }
            default ->
                    put(
                            rgba,
                            to,
                            scaled(sample(row, first)),
                            scaled(sample(row, first + 1)),
                            scaled(sample(row, first + 2)),
                            scaled(sample(row, first + 3)));
        }
    }

    private static void put(byte[] rgba, int to, int red, int green, int blue, int alpha) {
        rgba[to] = (byte) red;
        rgba[to + 1] = (byte) green;
        rgba[to + 2] = (byte) blue;
        rgba[to + 3] = (byte) alpha;
    }

    private void fromPalette(int index, byte[] rgba, int to) {
        int at = index * 3;
        if (at >= palette.length) {
            throw damaged.apply("a pixel has colour %d, which its palette lacks".formatted(index));
        }
        boolean hasAlpha = transparency != null && index < transparency.length;
        int alpha = hasAlpha ? transparency[index] : 255;
        put(rgba, to, palette[at], palette[at + 1], palette[at + 2], alpha);
    }

    private int sample(byte[] row, int index) {
        int depth = header.depth();
        if (depth == 8) {
            return row[index] & 255;
        }
        if (depth == 16) {
            return (row[index * 2] & 255) << 8 | row[index * 2 + 1] & 255;
        }
        int bit = index * depth;
        return row[bit >> 3] >> 8 - depth - (bit & 7) & (1 << depth) - 1;
    }

    private int scaled(int sample) {
        int most = (1 << header.depth()) - 1;
        return header.depth() == 8 ? sample : (sample * 255 + most / 2) / most;
    }

    /** Whether a colour is the one that counts as transparent. */
    private boolean isKey(int... samples) {
        if (transparency == null || transparency.length < samples.length * 2) {
            return false;
        }
        for (int i = 0; i < samples.length; i++) {
            int key = (transparency[i * 2] & 255) << 8 | transparency[i * 2 + 1] & 255;
            if (samples[i] != key) {
                return false;
            }
        }
        return true;
    }
}
