package org.liverystudio.editor.format.psd;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes the pixels of one channel, in any of the four ways that they may be packed. */
final class PsdChannel {
    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int ZIP = 2;
    private static final int ZIP_WITH_PREDICTION = 3;

    /** Deflate cannot do better than this, so a size beyond it is a lie. */
    private static final long MOST_DEFLATE_EXPANSION = 1032;

    private PsdChannel() {}

    /**
     * Reads a channel with its leading compression code.
     *
     * @param in exactly the channel's bytes
     * @param depth 8 or 16 bits
     * @return {@code width * height} values of 8 bits
     */
    static byte[] read(PsdInput in, int width, int height, int depth, boolean big) {
        int compression = in.u16();
        return read(in, compression, width, height, depth, big);
    }

    private static byte[] read(
            PsdInput in, int compression, int width, int height, int depth, boolean big) {
        long samples = (long) width * height * depth / 8;
        byte[] data =
                switch (compression) {
                    case RAW -> in.bytes(samples);
                    case RLE -> unpack(in, rowLengths(in, height, big), width * depth / 8, height);
                    case ZIP, ZIP_WITH_PREDICTION -> inflate(in, samples);
                    default -> throw in.damaged("a channel has the unknown packing " + compression);
                };
        if (compression == ZIP_WITH_PREDICTION) {
            undoPrediction(data, width, height, depth);
        }
        return depth == 8 ? data : to8Bits(data);
    }

    /** Lengths of packed rows stand before the rows themselves. */
    static int[] rowLengths(PsdInput in, int rows, boolean big) {
        if ((long) rows * (big ? 4 : 2) > in.remaining()) {
            throw in.damaged("a channel ends within its row lengths");
        }
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = big ? in.s32() : in.u16();
            if (lengths[row] < 0) {
                throw in.damaged("a row of a channel has a negative length");
            }
        }
        return lengths;
    }

    private static byte[] unpack(PsdInput in, int[] rowLengths, int rowBytes, int rows) {
        long packed = 0;
        for (int length : rowLengths) {
            packed += length;
        }
        if (packed > in.remaining() || (long) rowBytes * rows > packed * PackBits.MOST_EXPANSION) {
            throw in.damaged("a channel's packed rows do not fit its size");
        }
        byte[] data = new byte[rowBytes * rows];
        for (int row = 0; row < rows; row++) {
            byte[] bytes = in.bytes(rowLengths[row]);
            if (!PackBits.unpack(bytes, 0, bytes.length, data, row * rowBytes, rowBytes)) {
                throw in.damaged("row " + row + " of a channel cannot be unpacked");
            }
        }
        return data;
    }

    private static byte[] inflate(PsdInput in, long samples) {
        if (samples > in.remaining() * MOST_DEFLATE_EXPANSION) {
            throw in.damaged("a channel's packed bytes are too few for its size");
        }
        byte[] data = new byte[Math.toIntExact(samples)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in.rest());
            int done = 0;
            while (done < data.length) {
                int count = inflater.inflate(data, done, data.length - done);
                if (count == 0) {
                    throw in.damaged("a channel's packed bytes end too early");
                }
                done += count;
            }
            return data;
        } catch (DataFormatException e) {
            throw in.damaged("a channel cannot be unpacked (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }

    /** Every value was stored as the difference to its left neighbour. */
    private static void undoPrediction(byte[] data, int width, int height, int depth) {
        int rowBytes = width * depth / 8;
        for (int row = 0; row < height; row++) {
            int start = row * rowBytes;
            if (depth == 8) {
                for (int i = start + 1; i < start + rowBytes; i++) {
                    data[i] += data[i - 1];
                }
            } else {
                for (int i = start + 2; i < start + rowBytes; i += 2) {
                    int value = u16(data, i) + u16(data, i - 2);
                    data[i] = (byte) (value >> 8);
                    data[i + 1] = (byte) value;
                }
            }
        }
    }

    private static byte[] to8Bits(byte[] data) {
        byte[] values = new byte[data.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ((u16(data, i * 2) * 255 + 32767) / 65535);
        }
        return values;
    }

    private static int u16(byte[] data, int at) {
        return (data[at] & 255) << 8 | data[at + 1] & 255;
    }

    /** Whether the file ends before its merged picture does; told without unpacking it. */
    static boolean isMergedCutOff(PsdInput in, PsdHeader header) {
        if (in.remaining() < Short.BYTES) {
            return true;
        }
        int compression = in.u16();
        int rows = Math.multiplyExact(header.height(), header.channels());
        if (compression == RLE) {
            if (in.remaining() < (long) rows * (header.big() ? Integer.BYTES : Short.BYTES)) {
                return true;
            }
            long packed = 0;
            for (int row = 0; row < rows; row++) {
                packed += header.big() ? in.u32() : in.u16();
            }
            return in.remaining() < packed;
        }
        boolean zipped = compression == ZIP || compression == ZIP_WITH_PREDICTION;
        long rowBytes = (header.width() * (long) header.depth() + 7) / 8;
        return !zipped && in.remaining() < rows * rowBytes;
    }

    /**
     * Reads the merged picture: one compression code for all channels, which lie one after the
     * other.
     *
     * @param channels how many to read
     * @return one plane of 8 bits for each
     */
    static byte[][] readMerged(PsdInput in, PsdHeader header) {
        int compression = in.u16();
        int channels = header.channels();
        int width = header.width();
        int height = header.height();
        byte[][] planes = new byte[channels][];
        if (compression == ZIP || compression == ZIP_WITH_PREDICTION) {
            int rows = Math.multiplyExact(height, channels);
            byte[] all = read(in, compression, width, rows, header.depth(), header.big());
            for (int c = 0; c < channels; c++) {
                int from = c * width * height;
                planes[c] = Arrays.copyOfRange(all, from, from + width * height);
            }
            return planes;
        }
        if (compression == RLE) {
            int[] lengths = rowLengths(in, Math.multiplyExact(height, channels), header.big());
            for (int c = 0; c < channels; c++) {
                int[] own = Arrays.copyOfRange(lengths, c * height, (c + 1) * height);
                byte[] data = unpack(in, own, width * header.depth() / 8, height);
                planes[c] = header.depth() == 8 ? data : to8Bits(data);
            }
            return planes;
        }
        for (int c = 0; c < channels; c++) {
            planes[c] = read(in, compression, width, height, header.depth(), header.big());
        }
        return planes;
    }
}
