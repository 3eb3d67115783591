package org.liverystudio.ai.hub.download;

import java.util.BitSet;
import java.util.Optional;

/** Which pieces of a file are here, which are being fetched, and what to fetch next. */
final class PieceMap {
    /** Bytes from {@code from} to before {@code to}; both at borders of pieces or the end. */
    record Span(long from, long to) {}

    private final long sizeBytes;
    private final int pieceBytes;
    private final int pieces;
    private final BitSet done;
    private final BitSet taken = new BitSet();
    private boolean ended;

    /**
     * @param done pieces that an earlier run brought to the disk
     */
    PieceMap(long sizeBytes, int pieceBytes, BitSet done) {
        this.sizeBytes = sizeBytes;
        this.pieceBytes = pieceBytes;
        pieces = pieceCount(sizeBytes, pieceBytes);
        this.done = done.get(0, pieces);
    }

    static int pieceCount(long sizeBytes, int pieceBytes) {
        return Math.toIntExact((sizeBytes + pieceBytes - 1) / pieceBytes);
    }

    /** The first run of missing pieces, so that the hash can follow, up to a number of pieces. */
    synchronized Optional<Span> take(int mostPieces) {
        BitSet busy = (BitSet) done.clone();
        busy.or(taken);
        int first = busy.nextClearBit(0);
        if (first >= pieces) {
            return Optional.empty();
        }
        int next = busy.nextSetBit(first);
        int end = Math.min(first + mostPieces, next < 0 ? pieces : next);
        taken.set(first, end);
        return Optional.of(new Span(start(first), Math.min(sizeBytes, start(end))));
    }

    /** Gives back what was taken and did not arrive. */
    synchronized void release(Span span) {
        taken.clear(piece(span.from()), pieceCount(span.to(), pieceBytes));
    }

    /** Notes that all bytes of the piece that ends here have been written. */
    synchronized void arrived(int piece) {
        done.set(piece);
        notifyAll();
    }

    int piece(long position) {
        return Math.toIntExact(position / pieceBytes);
    }

    long end(int piece) {
        return Math.min(sizeBytes, start(piece + 1));
    }

    private long start(int piece) {
        return (long) piece * pieceBytes;
    }

    synchronized BitSet done() {
        return (BitSet) done.clone();
    }

    synchronized long doneBytes() {
        long bytes = (long) done.cardinality() * pieceBytes;
        return pieces > 0 && done.get(pieces - 1) ? bytes - (start(pieces) - sizeBytes) : bytes;
    }

    /**
     * Waits until the bytes before the first gap reach beyond a place, or until it is ended.
     *
     * @return where they end
     */
    synchronized long awaitFrontierBeyond(long position) throws InterruptedException {
        while (frontier() <= position && !ended) {
            wait();
        }
        return frontier();
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private long frontier() {
        return Math.min(sizeBytes, start(done.nextClearBit(0)));
    }
}
