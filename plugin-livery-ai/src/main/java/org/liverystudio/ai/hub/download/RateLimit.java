package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shares a limited line among connections: each says how much it has read and is told how long to
 * leave the line alone. A connection that does not read is slowed by TCP itself.
 */
final class RateLimit {
    private static final double NANOS = 1e9;

    private final Time time;
    private final LongSupplier bytesPerSecond;
    private long paidUntil;

    /**
     * @param bytesPerSecond asked at each call; {@link DownloadControl#UNLIMITED} for no limit
     */
    RateLimit(Time time, LongSupplier bytesPerSecond) {
        this.time = time;
        this.bytesPerSecond = bytesPerSecond;
        paidUntil = time.nanos();
    }

    /** How long whoever read these bytes must wait before it reads more. */
    synchronized Duration charge(long bytes) {
        long limit = bytesPerSecond.getAsLong();
        long now = time.nanos();
        if (limit == DownloadControl.UNLIMITED) {
            paidUntil = now;
            return Duration.ZERO;
        }
        paidUntil = Math.max(paidUntil, now) + (long) (bytes / (double) limit * NANOS);
        return Duration.ofNanos(paidUntil - now);
    }
}
