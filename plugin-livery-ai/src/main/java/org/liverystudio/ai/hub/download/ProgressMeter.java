package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.Optional;

/** Counts bytes and makes figures of them that a person can follow. */
final class ProgressMeter {
    /** Seconds over which the speed is smoothed. */
    private static final double SMOOTHING_SECONDS = 5;

    private static final double NANOS = 1e9;

    private final Time time;
    private final long totalBytes;
    private long doneBytes;
    private long mostShown;
    private long arrivedSinceLook;
    private double bytesPerSecond;
    private long lastLook;
    private long lastArrival;

    /**
     * @param doneBytes here before this run
     */
    ProgressMeter(Time time, long totalBytes, long doneBytes) {
        this.time = time;
        this.totalBytes = totalBytes;
        this.doneBytes = doneBytes;
        lastLook = time.nanos();
        lastArrival = lastLook;
    }

    /** Bytes came over the line. */
    synchronized void arrived(long bytes) {
        doneBytes += bytes;
        arrivedSinceLook += bytes;
        lastArrival = time.nanos();
    }

    /** Bytes turned out to be here already, or, below 0, must be fetched again. */
    synchronized void correct(long bytes) {
        doneBytes += bytes;
    }

    synchronized DownloadProgress look() {
        long now = time.nanos();
        double seconds = (now - lastLook) / NANOS;
        if (seconds > 0.05) {
            double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
            double current = arrivedSinceLook / seconds;
            bytesPerSecond += (bytesPerSecond == 0 ? 1 : weight) * (current - bytesPerSecond);
            arrivedSinceLook = 0;
            lastLook = now;
        }
        mostShown = Math.max(mostShown, Math.min(doneBytes, totalBytes));
        Duration silence = Duration.ofNanos(now - lastArrival);
        return new DownloadProgress(mostShown, totalBytes, bytesPerSecond, timeLeft(), silence);
    }

    private Optional<Duration> timeLeft() {
        return bytesPerSecond < 1 || mostShown == totalBytes
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis(
                                (long) ((totalBytes - mostShown) / bytesPerSecond * 1000)));
    }
}
