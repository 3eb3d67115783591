package org.liverystudio.ai.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.liverystudio.host.LiveryException;

/**
 * Reads a tensor piece by piece as floats, so that the largest needs no more memory than a piece.
 */
public final class FloatReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final TensorEntry entry;
    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    private FloatReader(TensorEntry entry, FileChannel channel) {
        this.entry = entry;
        this.channel = channel;
        this.position = entry.offset();
    }

    /**
     * @throws LiveryException if the tensor holds no floating-point numbers
     */
    public static FloatReader open(TensorEntry entry) throws IOException {
        FloatTensor.requireFloats(entry);
        return new FloatReader(entry, FileChannel.open(entry.file()));
    }

    /** Reads the next numbers of the tensor, its last axis running fastest. */
    public void next(float[] target, int count) throws IOException {
        int bytes = entry.dtype().bits() / 8;
        for (int done = 0; done < count; ) {
            int piece = Math.min(count - done, BUFFER_BYTES / bytes);
            buffer.clear().limit(piece * bytes);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new BrokenTensorFileException(
                            entry.file(), "it became shorter while it was read");
                }
            }
            position += buffer.position();
            FloatTensor.decode(entry, buffer.flip(), target, done, piece);
            done += piece;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
