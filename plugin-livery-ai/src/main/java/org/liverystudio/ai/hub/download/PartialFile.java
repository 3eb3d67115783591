package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.liverystudio.ai.hub.files.DurableFiles;

/** A file that is arriving, and beside it the journal of its pieces. */
final class PartialFile implements AutoCloseable {
    private final Path data;
    private final Path journalFile;
    private final long sizeBytes;
    private final int pieceBytes;
    private final FileChannel channel;
    private PieceJournal journal;

    private PartialFile(
            PartStorage storage, Path data, Path journalFile, long sizeBytes, int pieceBytes)
            throws IOException {
        this.data = data;
        this.journalFile = journalFile;
        this.sizeBytes = sizeBytes;
        this.pieceBytes = pieceBytes;
        journal = PieceJournal.open(journalFile, sizeBytes, pieceBytes);
        try {
            channel = storage.open(data);
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    static PartialFile open(
            PartStorage storage, Path folder, String etag, long sizeBytes, int pieceBytes)
            throws IOException {
        Files.createDirectories(folder);
        return new PartialFile(
                storage,
                folder.resolve(etag + ".part"),
                journal(folder, etag),
                sizeBytes,
                pieceBytes);
    }

    private static Path journal(Path folder, String etag) {
        return folder.resolve(etag + ".journal");
    }

    /** Bytes that earlier runs left of a file; for estimates. */
    static long bytesHere(Path folder, String etag, long sizeBytes, int pieceBytes)
            throws IOException {
        return PieceJournal.claimedBytes(journal(folder, etag), sizeBytes, pieceBytes);
    }

    /** Pieces that an earlier run left; whether they are whole shows when they are read. */
    BitSet survived() throws IOException {
        return channel.size() <= sizeBytes ? journal.claimed() : new BitSet();
    }

    PieceJournal journal() {
        return journal;
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /**
     * Fills the buffer.
     *
     * @return false if the file ends before
     */
    boolean read(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }

    /** Brings all to the disk, so that a power failure costs little. */
    void sync() throws IOException {
        channel.force(false);
        journal.sync();
    }

    /** Forgets all that arrived. */
    void discard() throws IOException {
        journal.close();
        Files.deleteIfExists(journalFile);
        journal = PieceJournal.open(journalFile, sizeBytes, pieceBytes);
        channel.truncate(0);
    }

    /** Gives the complete file its final name; the journal is of no more use. */
    void moveTo(Path target) throws IOException {
        channel.truncate(sizeBytes);
        channel.force(true);
        channel.close();
        Files.createDirectories(target.getParent());
        DurableFiles.move(data, target);
        journal.close();
        Files.deleteIfExists(journalFile);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            journal.close();
        }
    }
}
