package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import okhttp3.Response;
import okio.BufferedSource;
import org.liverystudio.ai.hub.download.PieceMap.Span;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.host.LiveryException;

/**
 * Brings the missing pieces of one file, over several connections, while a hash follows the bytes
 * that are here without a gap. No thread is interrupted: that would close the file under the
 * others.
 */
final class Transfer {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 100;
    private static final Duration SLICE = Duration.ofMillis(200);

    private final DownloadTools tools;
    private final PartialFile part;
    private final PieceMap pieces;
    private final boolean ranges;
    private final AtomicReference<RemoteFile> remote;
    private final AtomicReference<Optional<String>> serverEtag =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong lastSave;
    private final ReentrantLock saving = new ReentrantLock();
    private final AtomicLong countedBytes = new AtomicLong();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;

    /**
     * @param ranges whether the file is fetched in pieces, else from its first byte to its last
     */
    Transfer(
            DownloadTools tools,
            RemoteFile remote,
            PartialFile part,
            PieceMap pieces,
            boolean ranges) {
        this.tools = tools;
        this.remote = new AtomicReference<>(remote);
        this.part = part;
        this.pieces = pieces;
        this.ranges = ranges;
        lastSave = new AtomicLong(tools.time().nanos());
    }

    /** Bytes told to the meter, less those taken back. */
    long countedBytes() {
        return countedBytes.get();
    }

    /**
     * Fetches all that is missing. What has arrived is in the journal when this ends, however.
     *
     * @return whether the content has the hash
     * @throws TransferException if the file must be started anew
     * @throws LiveryException if there is no sense in going on
     * @throws CancellationException if cancelled
     */
    boolean run(Optional<ContentHash> hash, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                Future<Boolean> hashing = threads.submit(() -> hash(hash));
                for (int i = 0; i < (ranges ? tools.tuning().connections() : 1); i++) {
                    threads.execute(this::work);
                }
                while (!hashing.isDone() && failure.get() == null) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException();
                    }
                    news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                }
                rethrowFailure();
                return hashing.get();
            } catch (ExecutionException e) {
                throw new IOException("The hash failed: " + e.getCause().getMessage(), e);
            } finally {
                stopped = true;
                pieces.end();
                tools.client().cancelAll();
            }
        } finally {
            part.save(pieces.done());
        }
    }

    private void rethrowFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }

    private boolean hash(Optional<ContentHash> hash) throws IOException, InterruptedException {
        try {
            long size = remote.get().sizeBytes();
            MessageDigest digest = hash.orElse(ContentHash.sha256("")).newDigest(size);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long position = 0;
            while (position < size && !stopped) {
                long end = pieces.awaitFrontierBeyond(position);
                while (position < end && !stopped) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
                    int count = part.read(buffer, position);
                    if (count <= 0) {
                        return false; // The file is shorter than its journal says.
                    }
                    digest.update(buffer.flip());
                    position += count;
                }
            }
            String hex = HexFormat.of().formatHex(digest.digest());
            return hash.map(wanted -> wanted.hex().equals(hex)).orElse(true);
        } finally {
            news.release();
        }
    }

    private void work() {
        int failures = 0;
        try {
            while (!stopped) {
                Optional<Span> span = ranges ? pieces.take(tools.tuning().spanPieces()) : whole();
                if (span.isEmpty()) {
                    return;
                }
                long before = countedBytes.get();
                try {
                    fetch(span.get());
                    failures = 0;
                } catch (IOException e) {
                    pieces.release(span.get());
                    failures = countedBytes.get() > before ? 1 : failures + 1;
                    recover(asTransfer(e), failures);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!stopped) {
                failure.compareAndSet(null, e);
            }
        } finally {
            news.release();
        }
    }

    private Optional<Span> whole() {
        long size = remote.get().sizeBytes();
        return pieces.doneBytes() == size ? Optional.empty() : Optional.of(new Span(0, size));
    }

    private static TransferException asTransfer(IOException e) {
        return e instanceof TransferException known
                ? known
                : new TransferException(
                        Reason.TRY_AGAIN, "the connection broke (%s)".formatted(e.getMessage()));
    }

    private void fetch(Span span) throws IOException {
        long position = span.from();
        long safe = position;
        Optional<String> known = serverEtag.get();
        try (Response response = tools.client().open(remote.get(), span.from(), span.to(), known)) {
            String etag = response.header("ETag", "");
            if (known.isEmpty() && etag.startsWith("\"")) { // Weak ones are no good for ranges.
                serverEtag.compareAndSet(known, Optional.of(etag));
            }
            BufferedSource source = response.body().source();
            source.timeout().timeout(tools.tuning().stall().toMillis(), TimeUnit.MILLISECONDS);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (position < span.to()) {
                if (stopped) {
                    throw new TransferException(Reason.TRY_AGAIN, "the download has ended");
                }
                buffer.clear().limit((int) Math.min(buffer.capacity(), span.to() - position));
                int count = source.read(buffer);
                if (count < 0) {
                    throw new TransferException(Reason.TRY_AGAIN, "the connection ended early");
                }
                write(buffer.flip(), position);
                position += count;
                count(count);
                for (int piece = pieces.piece(safe);
                        safe < position && pieces.end(piece) <= position;
                        piece++) {
                    pieces.arrived(piece);
                    safe = pieces.end(piece);
                }
                saveSometimes();
            }
        } finally {
            uncount(ranges ? position - safe : position < span.to() ? position : 0);
        }
    }

    private void write(ByteBuffer bytes, long position) {
        try {
            part.write(bytes, position);
        } catch (IOException e) {
            throw new LiveryException(
                    "The download of %s cannot be written: %s."
                            .formatted(remote.get(), e.getMessage()),
                    "Check the disk and its free space, then start the download again; finished"
                            + " parts stay.",
                    e);
        }
    }

    private void count(long bytes) {
        countedBytes.addAndGet(bytes);
        tools.meter().arrived(bytes);
    }

    private void uncount(long bytes) {
        countedBytes.addAndGet(-bytes);
        tools.meter().correct(-bytes);
    }

    /**
     * At most so much is lost when this process is killed; the other connections go on meanwhile.
     */
    private void saveSometimes() throws IOException {
        if (tools.time().nanos() - lastSave.get() >= SAVE_EVERY.toNanos() && saving.tryLock()) {
            try {
                part.save(pieces.done());
                lastSave.set(tools.time().nanos());
            } finally {
                saving.unlock();
            }
        }
    }

    private void recover(TransferException e, int failures)
            throws IOException, InterruptedException {
        if (stopped) {
            return;
        }
        if (failures >= tools.tuning().mostFailures()) {
            throw DownloadTools.gaveUp(remote.get(), e);
        }
        switch (e.reason()) {
            case NO_RANGES, FILE_CHANGED -> throw e;
            case ADDRESS_EXPIRED -> {
                pause(tools.backOff().pause(failures, e.pause()));
                renewAddress();
            }
            case TRY_AGAIN -> pause(tools.backOff().pause(failures, e.pause()));
        }
    }

    /** In slices, so that a cancelled download does not wait. */
    private void pause(Duration duration) throws InterruptedException {
        Duration left = duration;
        while (left.isPositive() && !stopped) {
            tools.time().sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
            left = left.minus(SLICE);
        }
    }

    private synchronized void renewAddress() throws IOException {
        RemoteFile old = remote.get();
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
