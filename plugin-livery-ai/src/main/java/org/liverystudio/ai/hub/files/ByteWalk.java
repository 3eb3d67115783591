package org.liverystudio.ai.hub.files;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A long walk over files: tells how far it is and ends when it is cancelled. */
public final class ByteWalk {
    private final String what;
    private final long totalBytes;
    private final Consumer<ByteProgress> listener;
    private final BooleanSupplier cancelled;
    private long doneBytes;

    public ByteWalk(
            String what,
            long totalBytes,
            Consumer<ByteProgress> listener,
            BooleanSupplier cancelled) {
        this.what = what;
        this.totalBytes = totalBytes;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /**
     * @param bytes done since the last call
     * @throws CancellationException if cancelled
     */
    public void advance(long bytes) {
        throwIfCancelled();
        doneBytes += bytes;
        listener.accept(new ByteProgress(what, doneBytes, totalBytes));
    }

    public void throwIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    public BooleanSupplier cancelled() {
        return cancelled;
    }
}
