package org.liverystudio.ai.hub.download;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.PieceHashes;

/** Compares stretches of a file, each of several of our pieces, with the hashes of a manifest. */
final class PieceCheck {
    /**
     * A stretch with a wrong hash.
     *
     * @param firstPiece of ours; the last is the one just added
     * @param digestBefore hash of all before it, to go on with
     */
    record Wrong(int firstPiece, MessageDigest digestBefore) {}

    private final PieceHashes known;
    private final int piecesEach;
    private MessageDigest stretch = ContentHash.sha256("").newDigest(0);
    private MessageDigest before = stretch;

    /**
     * @param pieceBytes of ours; divides the manifest's
     */
    PieceCheck(PieceHashes known, int pieceBytes) {
        this.known = known;
        piecesEach = known.pieceBytes() / pieceBytes;
    }

    void begin(MessageDigest whole) {
        before = copy(whole);
    }

    /**
     * @param whole hash of all up to this piece
     * @return empty if nothing is wrong so far
     */
    Optional<Wrong> add(int piece, int pieceCount, ByteBuffer bytes, MessageDigest whole) {
        stretch.update(bytes);
        boolean ends = (piece + 1) % piecesEach == 0 || piece + 1 == pieceCount;
        if (!ends) {
            return Optional.empty();
        }
        int index = piece / piecesEach;
        boolean right =
                HexFormat.of().formatHex(stretch.digest()).equals(known.sha256().get(index));
        if (right) {
            before = copy(whole);
            return Optional.empty();
        }
        return Optional.of(new Wrong(index * piecesEach, copy(before)));
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own digests can be copied", e);
        }
    }
}
