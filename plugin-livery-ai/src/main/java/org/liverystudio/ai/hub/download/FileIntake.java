package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.download.Verifier.Verdict;
import org.liverystudio.ai.hub.files.ContentHash;

/**
 * Takes the bytes of one file, in any order, from somewhere else than a hub. It works on the same
 * half files as a download: what one has brought, the other goes on from. Hold the file's lock
 * meanwhile.
 */
public final class FileIntake implements AutoCloseable {
    private static final int PIECE_BYTES = Tuning.USUAL.pieceBytes();

    private final String name;
    private final long sizeBytes;
    private final PartialFile part;
    private final PieceMap pieces;
    private final PieceKeeper keeper;

    private FileIntake(String name, long sizeBytes, PartialFile part) throws IOException {
        this.name = name;
        this.sizeBytes = sizeBytes;
        this.part = part;
        pieces = new PieceMap(sizeBytes, PIECE_BYTES, part.survived());
        keeper = new PieceKeeper(part, pieces, false);
    }

    /**
     * @param name for messages
     * @param etag name of the blob that it will be
     */
    public static FileIntake open(RepoFolder repo, String name, String etag, long sizeBytes)
            throws IOException {
        PartialFile part =
                PartialFile.open(PartStorage.DRIVE, repo.partials(), etag, sizeBytes, PIECE_BYTES);
        return new FileIntake(name, sizeBytes, part);
    }

    /** Whether stretches of that length begin and end at borders that can be told apart. */
    public static boolean canTake(int stretchBytes) {
        return stretchBytes > 0 && stretchBytes % PIECE_BYTES == 0;
    }

    /** Whether all bytes from one place to before another are here already. */
    public boolean has(long from, long to) {
        for (int piece = pieces.piece(from);
                piece < pieces.count() && pieces.start(piece) < to;
                piece++) {
            if (!pieces.isDone(piece)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Keeps bytes that are known to be right.
     *
     * @param from a border of {@link #canTake}
     * @param bytes up to such a border or the end of the file
     */
    public void put(long from, ByteBuffer bytes) throws IOException {
        for (int piece = pieces.piece(from); bytes.hasRemaining(); piece++) {
            int length = (int) (pieces.end(piece) - pieces.start(piece));
            ByteBuffer one = bytes.slice(bytes.position(), length);
            CRC32C crc = new CRC32C();
            crc.update(one.duplicate());
            keeper.keep(piece, one, (int) crc.getValue());
            bytes.position(bytes.position() + length);
        }
    }

    /**
     * Checks the whole file and gives it its name.
     *
     * @return false if something of it is missing or wrong; what is not wrong stays
     */
    public boolean finish(ContentHash hash, Path blob) throws IOException, InterruptedException {
        if (!has(0, sizeBytes)) {
            return false;
        }
        FileMeter unseen = new ProgressMeter(Time.SYSTEM).file(name, sizeBytes, sizeBytes);
        Verifier verifier =
                new Verifier(
                        name,
                        sizeBytes,
                        part,
                        pieces,
                        keeper,
                        Optional.of(hash),
                        Optional.empty(),
                        PIECE_BYTES,
                        unseen);
        Verdict verdict = verifier.run(pieces::end);
        switch (verdict) {
            case RIGHT -> part.moveTo(blob);
            case WRONG -> part.discard();
            case ENDED -> {} // The drive lost a piece; it has been taken off the list.
        }
        return verdict == Verdict.RIGHT;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
