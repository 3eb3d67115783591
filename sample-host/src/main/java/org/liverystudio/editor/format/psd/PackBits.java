package org.liverystudio.editor.format.psd;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Run lengths as Macintosh programs and Photoshop pack a row: a count byte n from 0 to 127 is
 * followed by n + 1 literal bytes, from -1 to -127 by one byte to repeat 1 - n times; -128 does
 * nothing.
 */
final class PackBits {
    /** Two packed bytes become at most 128. */
    static final int MOST_EXPANSION = 64;

    private static final int LONGEST = 128;

    private PackBits() {}

    /**
     * Unpacks one row.
     *
     * @return false if the packed bytes do not make exactly {@code length} bytes; then what was
     *     unpacked so far is in the target
     */
    static boolean unpack(
            byte[] packed, int from, int packedLength, byte[] target, int to, int length) {
        int in = from;
        int inEnd = from + packedLength;
        int out = to;
        int outEnd = to + length;
        while (out < outEnd && in < inEnd) {
            int count = packed[in++];
            if (count >= 0) {
                int literals = count + 1;
                if (literals > inEnd - in || literals > outEnd - out) {
                    return false;
                }
                System.arraycopy(packed, in, target, out, literals);
                in += literals;
                out += literals;
            } else if (count != -128) {
                int repeats = 1 - count;
                if (in >= inEnd || repeats > outEnd - out) {
                    return false;
                }
                Arrays.fill(target, out, out + repeats, packed[in++]);
                out += repeats;
            }
        }
        return out == outEnd;
    }

    /** Packs one row; returns how many bytes that took. */
    static int pack(byte[] row, int from, int length, ByteArrayOutputStream target) {
        int before = target.size();
        int end = from + length;
        int in = from;
        while (in < end) {
            int run = runLength(row, in, end);
            if (run >= 2) {
                target.write(1 - run);
                target.write(row[in]);
                in += run;
            } else {
                int literals = literalLength(row, in, end);
                target.write(literals - 1);
                target.write(row, in, literals);
                in += literals;
            }
        }
        return target.size() - before;
    }

    private static int runLength(byte[] row, int from, int end) {
        int limit = Math.min(end, from + LONGEST);
        int at = from + 1;
        while (at < limit && row[at] == row[from]) {
            at++;
        }
        return at - from;
    }

    /** Up to where three equal bytes begin: two in a row cost no less as a run of their own. */
    private static int literalLength(byte[] row, int from, int end) {
        int limit = Math.min(end, from + LONGEST);
        int at = from + 1;
        while (at < limit && !(at + 2 < end && row[at] == row[at + 1] && row[at] == row[at + 2])) {
            at++;
        }
        return at - from;
    }
}
