package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Puts pieces that arrived to their place in the file. When the whole file has a wrong hash and
 * nobody knows where, all pieces come again and are compared with those that are here: the keeper
 * notes which of them differ.
 */
final class PieceKeeper {
    private final PartialFile part;
    private final PieceMap pieces;
    private final boolean comparing;
    private final BitSet changed = new BitSet();

    PieceKeeper(PartialFile part, PieceMap pieces, boolean comparing) {
        this.part = part;
        this.pieces = pieces;
        this.comparing = comparing;
    }

    boolean comparing() {
        return comparing;
    }

    /** Whether a piece is another one than before. */
    synchronized boolean changed(int piece) {
        return changed.get(piece);
    }

    /**
     * @param crc CRC-32C of the bytes
     */
    void keep(int piece, ByteBuffer bytes, int crc) throws IOException {
        if (!comparing || differs(piece, bytes)) {
            part.write(bytes, pieces.start(piece));
            part.journal().claim(piece, crc);
        }
        pieces.arrived(piece);
    }

    private boolean differs(int piece, ByteBuffer bytes) throws IOException {
        ByteBuffer here = ByteBuffer.allocate(bytes.remaining());
        boolean same =
                part.read(here, pieces.start(piece))
                        && here.flip().equals(bytes)
                        && part.journal().matches(piece, here);
        if (!same) {
            synchronized (this) {
                changed.set(piece);
            }
        }
        return !same;
    }
}
