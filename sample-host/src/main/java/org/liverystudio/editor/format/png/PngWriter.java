package org.liverystudio.editor.format.png;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.format.FlatPicture;
import org.liverystudio.host.TaskProgress;

/**
 * Writes 8-bit RGB or, if any pixel is not opaque, RGBA. Own code because alpha must stay straight
 * and colour under alpha 0 must stay at all.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG Specification, third edition</a>
 */
final class PngWriter {
    private static final int DATA_CHUNK_BYTES = 1 << 16;
    private static final double METRES_PER_INCH = 0.0254;

    private PngWriter() {}

    static void write(
            int width,
            int height,
            DocumentInfo info,
            byte[] rgba,
            OutputStream out,
            TaskProgress progress)
            throws IOException {
        boolean opaque = FlatPicture.isOpaque(rgba);
        out.write(PngChunks.SIGNATURE);
        PngChunks.write(out, "IHDR", header(width, height, opaque));
        if (info.colourProfile().isPresent()) {
            PngChunks.write(out, "iCCP", profile(info.colourProfile().get()));
        }
        PngChunks.write(out, "pHYs", density(info.dotsPerInch()));
        Deflater deflater = new Deflater(6);
        try (DataChunks chunks = new DataChunks(out);
                DeflaterOutputStream packed =
                        new DeflaterOutputStream(chunks, deflater, DATA_CHUNK_BYTES)) {
            writeRows(width, height, rgba, opaque ? 3 : 4, packed, progress);
        } finally {
            deflater.end();
        }
        PngChunks.write(out, "IEND", new byte[0]);
    }

    private static void writeRows(
            int width,
            int height,
            byte[] rgba,
            int channels,
            OutputStream out,
            TaskProgress progress)
            throws IOException {
        int rowBytes = width * channels;
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        for (int y = 0; y < height; y++) {
            if (y % 256 == 0) {
                progress.throwIfCancelled();
                progress.update((double) y / height, "Writing the picture");
            }
            int from = y * width * 4;
            for (int x = 0, to = 0; x < width; x++, from += 4, to += channels) {
                System.arraycopy(rgba, from, row, to, channels);
            }
            out.write(PngFilter.best(row, above, channels));
            byte[] swap = above;
            above = row;
            row = swap;
        }
    }

    private static byte[] header(int width, int height, boolean opaque) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) (opaque ? 2 : 6))
                .array();
    }

    private static byte[] density(double dotsPerInch) {
        int perMetre = (int) Math.round(dotsPerInch / METRES_PER_INCH);
        return ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put((byte) 1).array();
    }

    private static byte[] profile(DocumentInfo.ColourProfile profile) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(new byte[] {'i', 'c', 'c', 0, 0}); // a name, its end, and deflate
        try (DeflaterOutputStream packed = new DeflaterOutputStream(data)) {
            packed.write(profile.icc());
        }
        return data.toByteArray();
    }

    /** Cuts the packed picture into data chunks. */
    private static final class DataChunks extends OutputStream {
        private final OutputStream out;

        DataChunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            byte[] part = Arrays.copyOfRange(data, offset, offset + length);
            PngChunks.write(out, "IDAT", part);
        }
    }
}
