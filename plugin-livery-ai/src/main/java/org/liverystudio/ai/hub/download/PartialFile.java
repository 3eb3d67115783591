package org.liverystudio.ai.hub.download;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32;
import org.liverystudio.ai.hub.files.DurableFiles;

/**
 * A file that is arriving, and beside it the journal of the pieces that are safe on disk. The
 * journal never runs ahead of the bytes: they are brought to the disk before it names them.
 */
final class PartialFile implements AutoCloseable {
    private static final int MAGIC = 0x4c505431; // "LPT1"

    private final Path data;
    private final Path journal;
    private final long sizeBytes;
    private final int pieceBytes;
    private final FileChannel channel;

    private PartialFile(Path data, Path journal, long sizeBytes, int pieceBytes)
            throws IOException {
        this.data = data;
        this.journal = journal;
        this.sizeBytes = sizeBytes;
        this.pieceBytes = pieceBytes;
        channel =
                FileChannel.open(
                        data,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    static PartialFile open(Path folder, String etag, long sizeBytes, int pieceBytes)
            throws IOException {
        Files.createDirectories(folder);
        return new PartialFile(
                folder.resolve(etag + ".part"),
                folder.resolve(etag + ".journal"),
                sizeBytes,
                pieceBytes);
    }

    /** Pieces that survived; none if there is no journal or it belongs to something else. */
    BitSet survived() throws IOException {
        if (!Files.isRegularFile(journal)) {
            return new BitSet();
        }
        byte[] content = Files.readAllBytes(journal);
        if (content.length < 4 + 8 + 4 + 8) {
            return new BitSet();
        }
        byte[] body = Arrays.copyOf(content, content.length - 8);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            boolean ours =
                    in.readInt() == MAGIC
                            && in.readLong() == sizeBytes
                            && in.readInt() == pieceBytes
                            && ByteBuffer.wrap(content).getLong(body.length) == checksum(body);
            return ours && channel.size() <= sizeBytes
                    ? BitSet.valueOf(in.readNBytes(body.length - 16))
                    : new BitSet();
        }
    }

    /**
     * Makes pieces safe: first the bytes, then the journal that names them.
     *
     * @param written pieces whose bytes have all been written
     */
    void save(BitSet written) throws IOException {
        channel.force(false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeLong(sizeBytes);
            out.writeInt(pieceBytes);
            out.write(written.toByteArray());
            out.writeLong(checksum(bytes.toByteArray()));
        }
        DurableFiles.write(journal, bytes.toByteArray());
    }

    private static long checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    /** Forgets all that arrived. */
    void discard() throws IOException {
        Files.deleteIfExists(journal);
        channel.truncate(0);
    }

    /** Gives the complete file its final name; the journal is of no more use. */
    void moveTo(Path target) throws IOException {
        channel.truncate(sizeBytes);
        channel.force(true);
        channel.close();
        Files.createDirectories(target.getParent());
        DurableFiles.move(data, target);
        Files.deleteIfExists(journal);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
