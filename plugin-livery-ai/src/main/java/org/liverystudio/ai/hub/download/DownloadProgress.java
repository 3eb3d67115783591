package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.hub.files.ByteText;

/**
 * How far a download is.
 *
 * @param doneBytes of all files; never less than told before
 * @param totalBytes of all files
 * @param bytesPerSecond smoothed; falls to 0 while nothing arrives
 * @param timeLeft empty while nobody can tell
 * @param silence how long nothing has arrived
 * @param paused whether it waits for the painter
 * @param trouble what went wrong last, in words, until bytes arrive again
 * @param files each by itself, in the order in which they are wanted
 */
public record DownloadProgress(
        long doneBytes,
        long totalBytes,
        double bytesPerSecond,
        Optional<Duration> timeLeft,
        Duration silence,
        boolean paused,
        Optional<String> trouble,
        List<FileProgress> files) {
    private static final Duration STALLED = Duration.ofSeconds(5);

    /**
     * How far one file is.
     *
     * @param doneBytes never less than told before
     */
    public record FileProgress(String name, long doneBytes, long totalBytes) {
        public boolean isComplete() {
            return doneBytes == totalBytes;
        }
    }

    public DownloadProgress {
        files = List.copyOf(files);
    }

    /** From 0 to 1. */
    public double fraction() {
        return totalBytes == 0 ? 1 : (double) doneBytes / totalBytes;
    }

    /** Such as {@code 1.2 GB of 6.9 GB (17 %), 45.3 MB/s, 2 min left}. */
    public String text() {
        String amount =
                "%s of %s (%d %%)"
                        .formatted(
                                ByteText.of(doneBytes),
                                ByteText.of(totalBytes),
                                (long) (fraction() * 100));
        return amount + ", " + stateText();
    }

    /** What follows the amount: the speed and the time left, or why nothing arrives. */
    private String stateText() {
        if (paused) {
            return "paused";
        }
        if (doneBytes == totalBytes) {
            return silence.compareTo(STALLED) >= 0 ? "checking" : speedText();
        }
        if (silence.compareTo(STALLED) >= 0) {
            return "stalled for %d s%s"
                    .formatted(silence.toSeconds(), trouble.map(words -> ": " + words).orElse(""));
        }
        return speedText() + timeLeft.map(left -> ", " + words(left) + " left").orElse("");
    }

    private String speedText() {
        return ByteText.of(bytesPerSecond) + "/s";
    }

    private static String words(Duration left) {
        if (left.toHours() > 0) {
            return "%d h %d min".formatted(left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? "%d min".formatted(left.toMinutes())
                : "%d s".formatted(Math.max(1, left.toSeconds()));
    }
}
