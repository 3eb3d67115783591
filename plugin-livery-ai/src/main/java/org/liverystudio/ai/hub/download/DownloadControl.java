package org.liverystudio.ai.hub.download;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The painter's hand on a running download: pause, go on, cancel, and how much of the line it may
 * take. Safe from any thread; all of it takes effect within a fraction of a second.
 */
public final class DownloadControl {
    /** No limit. */
    public static final long UNLIMITED = 0;

    private final AtomicLong bytesPerSecond = new AtomicLong(UNLIMITED);
    private volatile boolean paused;
    private volatile boolean cancelled;

    /** Frees the line; what has arrived stays, and the files stay reserved for this program. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /** Ends the download for good; a later one goes on where this one was. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * @param limit bytes a second over all connections, or {@link #UNLIMITED}
     * @throws IllegalArgumentException if it is below 0
     */
    public void limit(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A limit of %d bytes a second".formatted(limit));
        }
        bytesPerSecond.set(limit);
    }

    public boolean isPaused() {
        return paused;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    long bytesPerSecond() {
        return bytesPerSecond.get();
    }
}
