package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.PieceHashes;
import org.liverystudio.host.LiveryException;

/**
 * Reads a file from its first byte to its last, close behind the pieces as they arrive, and hashes
 * it. A piece that is not what was written, or not what the catalogue's piece hashes say, is given
 * back to be fetched again; all others stay.
 */
final class Verifier {
    /** What came out. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** The transfer ended before the last byte. */
        ENDED
    }

    private static final int MOST_LOSSES_OF_A_PIECE = 5;

    private final String name;
    private final long sizeBytes;
    private final PartialFile part;
    private final PieceMap pieces;
    private final PieceKeeper keeper;
    private final Optional<ContentHash> hash;
    private final Optional<PieceCheck> check;
    private final FileMeter meter;
    private final Map<Integer, Integer> losses = new HashMap<>();
    private final ByteBuffer buffer;

    /**
     * @param name for messages
     * @param hash of the whole content; if empty, only the size can be checked
     * @param known hashes of pieces; used if they fit the file and our pieces
     */
    Verifier(
            String name,
            long sizeBytes,
            PartialFile part,
            PieceMap pieces,
            PieceKeeper keeper,
            Optional<ContentHash> hash,
            Optional<PieceHashes> known,
            int pieceBytes,
            FileMeter meter) {
        this.name = name;
        this.sizeBytes = sizeBytes;
        this.part = part;
        this.pieces = pieces;
        this.keeper = keeper;
        this.hash = hash;
        this.meter = meter;
        check =
                known.filter(hashes -> hashes.fits(sizeBytes))
                        .filter(hashes -> hashes.pieceBytes() % pieceBytes == 0)
                        .map(hashes -> new PieceCheck(hashes, pieceBytes));
        buffer = ByteBuffer.allocate(pieceBytes);
    }

    /**
     * @param moreToFetch called when pieces were given back
     */
    Verdict run(Runnable moreToFetch) throws IOException, InterruptedException {
        MessageDigest whole = newDigest();
        check.ifPresent(c -> c.begin(whole));
        MessageDigest current = whole;
        for (int piece = 0; piece < pieces.count(); ) {
            if (!pieces.await(piece)) {
                return Verdict.ENDED;
            }
            if (!read(piece)) {
                giveBack(piece, piece + 1, "the drive does not give back what was written to it");
                moreToFetch.run();
                continue;
            }
            current.update(buffer.duplicate());
            Optional<PieceCheck.Wrong> wrong =
                    check.isPresent()
                            ? check.get().add(piece, pieces.count(), buffer.duplicate(), current)
                            : Optional.empty();
            if (wrong.isPresent()) {
                giveBack(wrong.get().firstPiece(), piece + 1, "a part of it arrives damaged");
                piece = wrong.get().firstPiece();
                current = wrong.get().digestBefore();
                moreToFetch.run();
                continue;
            }
            if (keeper.changed(piece) && restIsRight(current, piece + 1)) {
                return Verdict.RIGHT;
            }
            piece++;
        }
        return matches(current) ? Verdict.RIGHT : Verdict.WRONG;
    }

    private MessageDigest newDigest() {
        return hash.orElse(ContentHash.sha256("")).newDigest(sizeBytes);
    }

    private boolean matches(MessageDigest digest) {
        String hex = HexFormat.of().formatHex(digest.digest());
        return hash.map(wanted -> wanted.hex().equals(hex)).orElse(true);
    }

    private boolean read(int piece) throws IOException {
        buffer.clear().limit((int) (pieces.end(piece) - pieces.start(piece)));
        return part.read(buffer, pieces.start(piece))
                && part.journal().matches(piece, buffer.flip().duplicate());
    }

    private void giveBack(int from, int to, String why) throws IOException {
        int times = losses.merge(from, 1, Integer::sum);
        if (times > MOST_LOSSES_OF_A_PIECE) {
            throw new LiveryException(
                    "The download of %s does not get whole: %s, again and again."
                            .formatted(name, why),
                    "Check the drive, or get the model from another place; finished files stay.");
        }
        for (int piece = from; piece < to; piece++) {
            part.journal().takeBack(piece);
        }
        meter.correct(-(pieces.end(to - 1) - pieces.start(from)));
        pieces.lost(from, to);
    }

    /** One changed piece usually is all; then the rest need not come again. */
    private boolean restIsRight(MessageDigest upToHere, int from) throws IOException {
        MessageDigest trial = PieceCheck.copy(upToHere);
        for (int piece = from; piece < pieces.count(); piece++) {
            if (!read(piece)) {
                return false;
            }
            trial.update(buffer.duplicate());
        }
        return matches(trial);
    }
}
