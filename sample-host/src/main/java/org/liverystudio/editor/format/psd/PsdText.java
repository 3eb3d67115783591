package org.liverystudio.editor.format.psd;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Unicode strings of Photoshop: a count of UTF-16 units, then the units, big-endian. */
final class PsdText {
    /**
     * Code page of names outside Unicode: what Photoshop wrote first, and most programs still do.
     */
    static final Charset LEGACY =
            Charset.isSupported("x-MacRoman")
                    ? Charset.forName("x-MacRoman")
                    : StandardCharsets.ISO_8859_1;

    private PsdText() {}

    /** Reads a string from the start of a block; a count that is too large stops at its end. */
    static String unicode(byte[] data) {
        int units = ByteBuffer.wrap(data).getInt();
        long bytes = Math.min((units & 0xFFFFFFFFL) * 2, (data.length - 4) & ~1);
        String text = new String(data, 4, (int) bytes, StandardCharsets.UTF_16BE);
        // Some writers count a closing zero.
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    static byte[] unicodeBlock(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_16BE);
        int padded = (4 + units.length + 3) & ~3;
        return ByteBuffer.allocate(padded).putInt(units.length / 2).put(units).array();
    }

    /** The name for programs that know no Unicode: at most 255 bytes, unknown letters as "?". */
    static byte[] shortName(String text) {
        byte[] bytes = text.getBytes(LEGACY);
        return bytes.length <= 255 ? bytes : Arrays.copyOf(bytes, 255);
    }
}
