package org.liverystudio.editor.format.imageio;

import java.util.Set;

/**
 * Tells by its header whether a file may be a TGA, since the format has no mark at its start.
 *
 * @see <a href="https://www.fileformat.info/format/tga/egff.htm">Truevision TGA File Format
 *     Specification 2.0</a>
 */
final class TgaHead {
    private static final int BYTES = 18;
    private static final Set<Integer> TYPES = Set.of(1, 2, 3, 9, 10, 11);
    private static final Set<Integer> DEPTHS = Set.of(8, 15, 16, 24, 32);

    private TgaHead() {}

    static boolean matches(byte[] head) {
        if (head.length < BYTES) {
            return false;
        }
        int type = head[2] & 255;
        int mapEntryBits = head[7] & 255;
        boolean mapped = type == 1 || type == 9;
        int reserved = head[17] & 0xC0; // once for interleaving, which nobody ever used
        return (head[1] == 0 || head[1] == 1)
                && TYPES.contains(type)
                && (mapped == (head[1] == 1) || head[1] == 1)
                && (head[1] == 0 || DEPTHS.contains(mapEntryBits))
                && word(head, 12) > 0
                && word(head, 14) > 0
                && DEPTHS.contains(head[16] & 255)
                && reserved == 0;
    }

    private static int word(byte[] head, int at) {
        return head[at] & 255 | (head[at + 1] & 255) << 8;
    }
}
