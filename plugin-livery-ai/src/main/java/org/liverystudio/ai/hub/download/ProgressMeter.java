package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.download.DownloadProgress.FileProgress;

/** Counts bytes and makes figures of them that a person can follow. */
final class ProgressMeter {
    /** Seconds over which the speed is smoothed. */
    private static final double SMOOTHING_SECONDS = 5;

    private static final double NANOS = 1e9;

    private final Time time;
    private final List<FileMeter> files = new ArrayList<>();
    private long mostShown;
    private long arrivedBytes;
    private long arrivedAtLook;
    private double bytesPerSecond;
    private long lastLook;
    private long lastArrival;
    private Optional<String> trouble = Optional.empty();

    ProgressMeter(Time time) {
        this.time = time;
        lastLook = time.nanos();
        lastArrival = lastLook;
    }

    /**
     * Adds a file to what is counted.
     *
     * @param totalBytes of the file; may be an estimate
     * @param doneBytes here before this run
     */
    synchronized FileMeter file(String name, long totalBytes, long doneBytes) {
        FileMeter file = new FileMeter(name, totalBytes, doneBytes);
        files.add(file);
        return file;
    }

    /** Bytes that came over the line. */
    synchronized long arrivedBytes() {
        return arrivedBytes;
    }

    /** Why nothing arrives; forgotten when something does. */
    synchronized void trouble(String words) {
        trouble = Optional.of(words);
    }

    synchronized DownloadProgress look(boolean paused) {
        long now = time.nanos();
        double seconds = (now - lastLook) / NANOS;
        if (seconds > 0.05) {
            double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
            double current = (arrivedBytes - arrivedAtLook) / seconds;
            bytesPerSecond += (bytesPerSecond == 0 ? 1 : weight) * (current - bytesPerSecond);
            arrivedAtLook = arrivedBytes;
            lastLook = now;
        }
        long total = files.stream().mapToLong(file -> file.total).sum();
        long done = files.stream().mapToLong(file -> Math.min(file.done, file.total)).sum();
        mostShown = Math.max(mostShown, Math.min(done, total));
        return new DownloadProgress(
                mostShown,
                Math.max(total, mostShown),
                bytesPerSecond,
                timeLeft(total),
                Duration.ofNanos(now - lastArrival),
                paused,
                trouble,
                files.stream().map(FileMeter::look).toList());
    }

    private Optional<Duration> timeLeft(long total) {
        return bytesPerSecond < 1 || mostShown >= total
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis((long) ((total - mostShown) / bytesPerSecond * 1000)));
    }

    /** One file's share; its numbers are guarded by the meter of all. */
    final class FileMeter {
        private final String name;
        private long total;
        private long done;
        private long arrived;
        private long shown;

        private FileMeter(String name, long total, long done) {
            this.name = name;
            this.total = total;
            this.done = done;
        }

        /** Bytes came over the line. */
        void arrived(long bytes) {
            synchronized (ProgressMeter.this) {
                done += bytes;
                arrived += bytes;
                arrivedBytes += bytes;
                lastArrival = time.nanos();
                trouble = Optional.empty();
            }
        }

        /** Bytes turned out to be here already, or, below 0, must be fetched again. */
        void correct(long bytes) {
            synchronized (ProgressMeter.this) {
                done += bytes;
            }
        }

        /** What the hub says of the size, and how much of it is here. */
        void restart(long totalBytes, long doneBytes) {
            synchronized (ProgressMeter.this) {
                total = totalBytes;
                done = doneBytes;
            }
        }

        /** Bytes that came over the line for this file. */
        long arrivedBytes() {
            synchronized (ProgressMeter.this) {
                return arrived;
            }
        }

        private FileProgress look() {
            shown = Math.max(shown, Math.min(done, total));
            return new FileProgress(name, shown, Math.max(total, shown));
        }
    }
}
