package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * Claims that pieces have arrived, each with a CRC-32C of its bytes. A claim is appended at once
 * and without waiting for the disk: a killed program loses none, since the system still writes what
 * it was given. After a power failure claims may be there whose bytes are not; who reads the pieces
 * compares the CRC and fetches those again, so a claim is never trusted and never has to be safe.
 */
final class PieceJournal implements AutoCloseable {
    private static final int MAGIC = 0x4c505432; // "LPT2"
    private static final int HEADER_BYTES = 4 + 8 + 4 + 4;
    private static final int RECORD_BYTES = 4 + 4 + 4;

    private final FileChannel channel;
    private final BitSet claimed;
    private final int[] crcs;

    private PieceJournal(FileChannel channel, BitSet claimed, int[] crcs) {
        this.channel = channel;
        this.claimed = claimed;
        this.crcs = crcs;
    }

    /** Starts anew if the file belongs to something else or its beginning is damaged. */
    static PieceJournal open(Path file, long sizeBytes, int pieceBytes) throws IOException {
        int pieces = PieceMap.pieceCount(sizeBytes, pieceBytes);
        byte[] header = header(sizeBytes, pieceBytes);
        BitSet claimed = new BitSet();
        int[] crcs = new int[pieces];
        boolean ours = read(file, header, claimed, crcs);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!ours) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(header), 0);
        }
        // What follows the last whole record was torn; the next record takes its place.
        long whole = (channel.size() - HEADER_BYTES) / RECORD_BYTES;
        channel.position(HEADER_BYTES + whole * RECORD_BYTES);
        return new PieceJournal(channel, claimed, crcs);
    }

    /** Bytes that an earlier run claimed; for estimates. */
    static long claimedBytes(Path file, long sizeBytes, int pieceBytes) throws IOException {
        int pieces = PieceMap.pieceCount(sizeBytes, pieceBytes);
        BitSet claimed = new BitSet();
        read(file, header(sizeBytes, pieceBytes), claimed, new int[pieces]);
        return new PieceMap(sizeBytes, pieceBytes, claimed).doneBytes();
    }

    private static boolean read(Path file, byte[] header, BitSet claimed, int[] crcs)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        if (content.limit() < HEADER_BYTES
                || content.slice(0, HEADER_BYTES).compareTo(ByteBuffer.wrap(header)) != 0) {
            return false;
        }
        content.position(HEADER_BYTES);
        while (content.remaining() >= RECORD_BYTES) {
            int piece = content.getInt();
            int crc = content.getInt();
            int check = content.getInt();
            boolean takenBack = check == ~check(piece, crc);
            if ((takenBack || check == check(piece, crc)) && piece >= 0 && piece < crcs.length) {
                claimed.set(piece, !takenBack);
                crcs[piece] = crc;
            }
        }
        return true;
    }

    private static byte[] header(long sizeBytes, int pieceBytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).putLong(sizeBytes).putInt(pieceBytes);
        return header.putInt(crc(header.duplicate().flip())).array();
    }

    private static int check(int piece, int crc) {
        return crc(ByteBuffer.allocate(8).putInt(piece).putInt(crc).flip());
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Pieces that an earlier run claimed. */
    synchronized BitSet claimed() {
        return (BitSet) claimed.clone();
    }

    /** Says that a piece has been written; a later claim on the same piece counts. */
    synchronized void claim(int piece, int crc) throws IOException {
        append(piece, crc, check(piece, crc));
        claimed.set(piece);
        crcs[piece] = crc;
    }

    /** Takes a claim back: the piece is not what it should be. */
    synchronized void takeBack(int piece) throws IOException {
        append(piece, 0, ~check(piece, 0));
        claimed.clear(piece);
    }

    private void append(int piece, int crc, int check) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
        record.putInt(piece).putInt(crc).putInt(check).flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    synchronized boolean matches(int piece, ByteBuffer bytes) {
        return claimed.get(piece) && crcs[piece] == crc(bytes);
    }

    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
