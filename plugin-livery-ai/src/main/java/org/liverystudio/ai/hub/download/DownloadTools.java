package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/** What every part of a download works with. */
record DownloadTools(
        HubClient client,
        Time time,
        BackOff backOff,
        Tuning tuning,
        PartStorage storage,
        DownloadControl control,
        RateLimit limit,
        ConnectionCount connections,
        ProgressMeter meter,
        AtomicBoolean ended) {
    private static final Duration SLICE = Duration.ofMillis(100);

    /** Drives count as full a little before their last byte. */
    private static final long FULL_BYTES = 4L << 20;

    static LiveryException gaveUp(RemoteFile file, Exception reason) {
        return new LiveryException(
                "The download of %s keeps failing: %s.".formatted(file, reason.getMessage()),
                "Check the connection and start the download again; finished parts stay.",
                reason);
    }

    LiveryException cannotWrite(RemoteFile file, IOException reason) {
        long free = FreeSpace.bytesAt(client.settings().cache());
        boolean full = free < FULL_BYTES;
        return new LiveryException(
                full
                        ? "The drive of %s is full: the download of %s had to stop."
                                .formatted(client.settings().cache(), file)
                        : "The download of %s cannot be written: %s."
                                .formatted(file, reason.getMessage()),
                "Check the drive and its free space, then start the download again; finished parts"
                        + " stay.",
                reason);
    }

    /**
     * Waits in slices, so that a cancelled download ends at once.
     *
     * @throws CancellationException if cancelled meanwhile
     */
    void pause(Duration duration) throws InterruptedException {
        pause(duration, () -> false);
    }

    /**
     * @param enough ends the pause early
     */
    void pause(Duration duration, BooleanSupplier enough) throws InterruptedException {
        Duration left = duration;
        while (left.isPositive() && !enough.getAsBoolean()) {
            throwIfCancelled();
            time.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
            left = left.minus(SLICE);
        }
    }

    void throwIfCancelled() {
        if (control.isCancelled() || ended.get()) {
            throw new CancellationException();
        }
    }
}
