package org.liverystudio.editor.format.psd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Packs the rows of one channel as they come. */
final class PackedPlane {
    /** Row lengths have two bytes; a row packs to at most one byte more in 128. */
    static final int WIDEST = 65_000;

    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int ZIP = 2;

    private final List<Integer> rowLengths = new ArrayList<>();
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

    /** The same, deflated: smaller, but not every program reads it. */
    static byte[] deflated(byte[] plane) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, ZIP});
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(plane);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    void add(byte[] plane, int width) {
        for (int from = 0; from < plane.length; from += width) {
            rowLengths.add(PackBits.pack(plane, from, width, rows));
        }
    }

    void writeLengths(DataOutputStream out) throws IOException {
        for (int length : rowLengths) {
            out.writeShort(length);
        }
    }

    void writeRows(DataOutputStream out) throws IOException {
        rows.writeTo(out);
    }

    /** A layer's channel with its leading compression code, packed by run lengths. */
    static byte[] channel(byte[] plane, int width) {
        if (plane.length == 0 || width > WIDEST) {
            return ByteBuffer.allocate(2 + plane.length).putShort((short) RAW).put(plane).array();
        }
        PackedPlane packed = new PackedPlane();
        packed.add(plane, width);
        ByteBuffer lengths = ByteBuffer.allocate(2 + packed.rowLengths.size() * 2);
        lengths.putShort((short) RLE);
        packed.rowLengths.forEach(length -> lengths.putShort(length.shortValue()));
        byte[] rows = packed.rows.toByteArray();
        return ByteBuffer.allocate(lengths.capacity() + rows.length)
                .put(lengths.array())
                .put(rows)
                .array();
    }
}
