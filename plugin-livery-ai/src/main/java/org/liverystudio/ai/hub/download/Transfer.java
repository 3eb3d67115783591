package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import okio.BufferedSource;
import org.liverystudio.ai.hub.download.PieceMap.Span;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.ai.hub.download.Verifier.Verdict;
import org.liverystudio.host.LiveryException;

/**
 * One file while it is fetched: connections of the {@link Crew} serve its spans, and the thread
 * that runs it follows with the hash. No thread is interrupted: that would close the file under the
 * others.
 */
final class Transfer {
    private static final Duration SYNC_EVERY = Duration.ofSeconds(5);

    /** Of one request, 4 MiB: below, asking takes longer than sending. */
    private static final int FEWEST_PIECES = 32;

    private final DownloadTools tools;
    private final PartialFile part;
    private final PieceMap pieces;
    private final boolean ranges;
    private final PieceKeeper keeper;
    private final FileMeter meter;
    private final AtomicReference<RemoteFile> remote;
    private final AtomicReference<Optional<String>> serverEtag =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong lastSync;
    private volatile boolean stopped;

    /**
     * @param ranges whether the file is fetched in pieces, else from its first byte to its last
     */
    Transfer(
            DownloadTools tools,
            RemoteFile remote,
            PartialFile part,
            PieceMap pieces,
            PieceKeeper keeper,
            boolean ranges,
            FileMeter meter) {
        this.tools = tools;
        this.remote = new AtomicReference<>(remote);
        this.part = part;
        this.pieces = pieces;
        this.keeper = keeper;
        this.ranges = ranges;
        this.meter = meter;
        lastSync = new AtomicLong(tools.time().nanos());
    }

    /**
     * Fetches all that is missing, until the verifier has seen the last byte.
     *
     * @return whether the content has its hash
     * @throws TransferException if the file must be started anew
     * @throws LiveryException if there is no sense in going on
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    boolean run(Crew crew, Verifier verifier) throws IOException, InterruptedException {
        Verdict verdict;
        crew.join(this);
        try {
            verdict = verifier.run(crew::lookAgain);
        } finally {
            stopped = true;
            crew.leave(this);
            tools.client().cancel(this);
            pieces.awaitNothingTaken();
            part.sync();
        }
        return switch (verdict) {
            case RIGHT -> true;
            case WRONG -> false;
            case ENDED -> throw failed();
        };
    }

    private IOException failed() {
        return switch (failure.get()) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        };
    }

    /** Ends the transfer; the first reason counts. */
    void fail(Exception reason) {
        failure.compareAndSet(null, reason);
        stopped = true;
        pieces.end();
    }

    /**
     * @param takers among whom the work is shared
     */
    Optional<Span> take(int takers) {
        if (stopped) {
            return Optional.empty();
        }
        return ranges
                ? pieces.take(FEWEST_PIECES, tools.tuning().spanPieces(), takers)
                : pieces.takeWhole();
    }

    /**
     * Fetches a span that was taken; when it fails, waits as long as makes sense.
     *
     * @param failures of this connection in a row, before
     * @return the same, after
     */
    int serve(Span span, ByteBuffer buffer, int failures) {
        RemoteFile address = remote.get();
        long before = meter.arrivedBytes();
        IOException problem;
        try {
            fetch(address, span, buffer);
            return 0;
        } catch (IOException e) {
            problem = e;
        } catch (InterruptedException | RuntimeException e) {
            fail(e);
            return 0;
        } finally {
            pieces.release(span); // Before any pause: another connection may go on meanwhile.
        }
        if (stopped || tools.control().isPaused()) {
            return 0; // We hung up ourselves.
        }
        int inARow = meter.arrivedBytes() > before ? 1 : failures + 1;
        recover(address, asTransfer(problem), inARow);
        return inARow;
    }

    private static TransferException asTransfer(IOException e) {
        return e instanceof TransferException known
                ? known
                : new TransferException(
                        Reason.TRY_AGAIN, "the connection broke (%s)".formatted(e.getMessage()));
    }

    private void fetch(RemoteFile address, Span span, ByteBuffer buffer)
            throws IOException, InterruptedException {
        Optional<String> known = serverEtag.get();
        try (OpenBytes open = tools.client().open(address, span.from(), span.to(), known, this)) {
            if (known.isEmpty()) {
                serverEtag.compareAndSet(known, open.strongEtag());
            }
            BufferedSource source = open.source();
            source.timeout().timeout(tools.tuning().stall().toMillis(), TimeUnit.MILLISECONDS);
            for (int piece = pieces.piece(span.from()); pieces.start(piece) < span.to(); piece++) {
                buffer.clear().limit((int) (pieces.end(piece) - pieces.start(piece)));
                boolean needed = !pieces.isDone(piece);
                int crc = fill(buffer, source, needed);
                if (needed) {
                    keep(piece, buffer.flip(), crc);
                }
            }
        }
    }

    /**
     * @param needed else the bytes are here already and not counted again
     * @return CRC-32C of the bytes
     */
    private int fill(ByteBuffer buffer, BufferedSource source, boolean needed)
            throws IOException, InterruptedException {
        CRC32C crc = new CRC32C();
        boolean full = false;
        try {
            while (buffer.hasRemaining()) {
                if (stopped || tools.control().isPaused()) {
                    throw new TransferException(Reason.TRY_AGAIN, "the download has stopped");
                }
                int start = buffer.position();
                int count = source.read(buffer);
                if (count < 0) {
                    throw new TransferException(Reason.TRY_AGAIN, "the connection ended early");
                }
                crc.update(buffer.duplicate().flip().position(start));
                meter.arrived(needed ? count : 0);
                tools.pause(tools.limit().charge(count));
            }
            full = true;
        } finally {
            if (needed && !full) {
                meter.correct(-buffer.position());
            }
        }
        return (int) crc.getValue();
    }

    private void keep(int piece, ByteBuffer bytes, int crc) {
        try {
            keeper.keep(piece, bytes, crc);
            long last = lastSync.get();
            long now = tools.time().nanos();
            if (now - last >= SYNC_EVERY.toNanos() && lastSync.compareAndSet(last, now)) {
                part.sync();
            }
        } catch (IOException e) {
            throw tools.cannotWrite(remote.get(), e);
        }
    }

    private void recover(RemoteFile address, TransferException e, int failures) {
        tools.meter().trouble(e.getMessage());
        if (e.reason() == Reason.BUSY) {
            tools.connections().refused();
        }
        try {
            if (failures >= tools.tuning().mostFailures()) {
                throw DownloadTools.gaveUp(address, e);
            }
            switch (e.reason()) {
                case NO_RANGES, FILE_CHANGED -> throw e;
                case ADDRESS_EXPIRED -> {
                    pause(tools.backOff().pause(failures, e.pause()));
                    renewAddress(address);
                }
                case TRY_AGAIN, BUSY -> pause(tools.backOff().pause(failures, e.pause()));
            }
        } catch (IOException | InterruptedException | RuntimeException giveUp) {
            fail(giveUp);
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        tools.pause(duration, () -> stopped);
    }

    /** Several connections find out at once; one of them asks. */
    private synchronized void renewAddress(RemoteFile old) throws IOException {
        if (!remote.get().equals(old) || stopped) {
            return;
        }
        RemoteFile fresh;
        try {
            fresh = tools.client().resolve(old.repo(), old.commit(), old.path());
        } catch (TransferException e) {
            return; // Busy: the old address fails again and leads back here, after a longer pause.
        }
        if (!fresh.hasSameContentAs(old)) {
            throw new TransferException(Reason.FILE_CHANGED, old.path() + " changed on the server");
        }
        remote.set(fresh);
        serverEtag.set(Optional.empty());
    }
}
