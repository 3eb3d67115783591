package org.liverystudio.ai.hub.files;

import java.util.List;

/**
 * The SHA-256 of each piece of a file, so that a damaged piece is known by itself and fetched again
 * alone.
 *
 * @param pieceBytes of each piece but the last, which may be shorter
 * @param sha256 in small letters, in the order of the pieces
 */
public record PieceHashes(int pieceBytes, List<String> sha256) {
    public PieceHashes {
        sha256 = List.copyOf(sha256);
        if (pieceBytes <= 0) {
            throw new IllegalArgumentException("Pieces of %d bytes".formatted(pieceBytes));
        }
    }

    /** Whether there is one hash for each piece of a file of that size. */
    public boolean fits(long sizeBytes) {
        return sha256.size() == (sizeBytes + pieceBytes - 1) / pieceBytes;
    }
}
