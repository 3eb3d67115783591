package org.liverystudio.ai.tensors.quantized;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.liverystudio.ai.tensors.BFloat16;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.FloatReader;
import org.liverystudio.ai.tensors.TensorEntry;

/** Copies a tensor that is not coded, as it is or rounded to 16 bits. */
final class PlainCopy {
    private static final int PIECE_ELEMENTS = 1 << 20;

    private final Runnable beforeEachPiece;

    PlainCopy(Runnable beforeEachPiece) {
        this.beforeEachPiece = beforeEachPiece;
    }

    /**
     * @param target the tensor's own type or {@link DType#BF16}
     */
    void copy(TensorEntry entry, DType target, PartSink sink) throws IOException {
        if (entry.dtype() == target) {
            copyBytes(entry, sink);
        } else {
            round(entry, sink);
        }
    }

    private void copyBytes(TensorEntry entry, PartSink sink) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * PIECE_ELEMENTS);
        try (FileChannel channel = FileChannel.open(entry.file())) {
            for (long done = 0; done < entry.byteCount(); done += buffer.limit()) {
                beforeEachPiece.run();
                buffer.clear().limit((int) Math.min(buffer.capacity(), entry.byteCount() - done));
                while (buffer.hasRemaining()) {
                    long at = entry.offset() + done + buffer.position();
                    if (channel.read(buffer, at) < 0) {
                        throw new EOFException(entry.file() + " became shorter");
                    }
                }
                sink.put(0, buffer.flip());
            }
        }
    }

    private void round(TensorEntry entry, PartSink sink) throws IOException {
        float[] values = new float[(int) Math.min(PIECE_ELEMENTS, entry.elementCount())];
        byte[] rounded = new byte[2 * values.length];
        try (FloatReader reader = FloatReader.open(entry)) {
            for (long done = 0; done < entry.elementCount(); done += values.length) {
                beforeEachPiece.run();
                int count = (int) Math.min(values.length, entry.elementCount() - done);
                reader.next(values, count);
                TensorCoder.requireNumbers(entry, values, count);
                for (int i = 0; i < count; i++) {
                    Bytes.putShort(rounded, 2 * i, BFloat16.bits(values[i]));
                }
                sink.put(0, ByteBuffer.wrap(rounded, 0, 2 * count));
            }
        }
    }
}
