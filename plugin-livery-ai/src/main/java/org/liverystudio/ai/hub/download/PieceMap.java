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

    int count() {
        return pieces;
    }

    /**
     * The first run of missing pieces, so that the hash can follow.
     *
     * @param fewest of a request, if so many are missing in a row
     * @param most of a request
     * @param takers among whom the rest is shared: towards the end requests become small, so that
     *     no taker is left with a long one while the others have nothing to do
     */
    synchronized Optional<Span> take(int fewest, int most, int takers) {
        BitSet busy = (BitSet) done.clone();
        busy.or(taken);
        int first = busy.nextClearBit(0);
        if (first >= pieces) {
            return Optional.empty();
        }
        int share = (pieces - busy.cardinality()) / (2 * takers);
        int wanted = Math.clamp(share, Math.min(fewest, most), most);
        int next = busy.nextSetBit(first);
        int end = Math.min(first + wanted, next < 0 ? pieces : next);
        taken.set(first, end);
        return Optional.of(new Span(start(first), Math.min(sizeBytes, start(end))));
    }

    /** The whole file for one taker, if anything of it is missing and nobody has it. */
    synchronized Optional<Span> takeWhole() {
        if (done.cardinality() == pieces || !taken.isEmpty()) {
            return Optional.empty();
        }
        taken.set(0, pieces);
        return Optional.of(new Span(0, sizeBytes));
    }

    /** Ends what was taken; what of it did not arrive can be taken again. */
    synchronized void release(Span span) {
        taken.clear(piece(span.from()), pieceCount(span.to(), pieceBytes));
        notifyAll();
    }

    /** Notes that all bytes of the piece have been written. */
    synchronized void arrived(int piece) {
        done.set(piece);
        notifyAll();
    }

    synchronized boolean isDone(int piece) {
        return done.get(piece);
    }

    /** Pieces that are not what they should be: they must come again. */
    synchronized void lost(int from, int to) {
        done.clear(from, to);
    }

    /** Waits until nothing is taken: nobody writes any more. */
    synchronized void awaitNothingTaken() throws InterruptedException {
        while (!taken.isEmpty()) {
            wait();
        }
    }

    int piece(long position) {
        return Math.toIntExact(position / pieceBytes);
    }

    long start(int piece) {
        return (long) piece * pieceBytes;
    }

    long end(int piece) {
        return Math.min(sizeBytes, start(piece + 1));
    }

    synchronized long doneBytes() {
        long bytes = (long) done.cardinality() * pieceBytes;
        return pieces > 0 && done.get(pieces - 1) ? bytes - (start(pieces) - sizeBytes) : bytes;
    }

    /**
     * Waits for a piece, or until it is ended.
     *
     * @return whether it is here
     */
    synchronized boolean await(int piece) throws InterruptedException {
        while (!done.get(piece) && !ended) {
            wait();
        }
        return done.get(piece) && !ended;
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
