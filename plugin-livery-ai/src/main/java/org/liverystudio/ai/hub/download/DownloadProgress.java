package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.Optional;
import org.liverystudio.ai.hub.files.ByteText;

/**
 * How far a download is.
 *
 * @param doneBytes of all files; never less than told before
 * @param totalBytes of all files
 * @param bytesPerSecond smoothed; 0 while nothing arrives
 * @param timeLeft empty while nobody can tell
 * @param silence how long nothing has arrived
 */
public record DownloadProgress(
        long doneBytes,
        long totalBytes,
        double bytesPerSecond,
        Optional<Duration> timeLeft,
        Duration silence) {
    private static final Duration STALLED = Duration.ofSeconds(5);

    /** Such as {@code 1.2 GB of 6.9 GB (17 %), 45.3 MB/s, 2 min left}. */
    public String text() {
        String amount =
                "%s of %s (%d %%)"
                        .formatted(
                                ByteText.of(doneBytes),
                                ByteText.of(totalBytes),
                                totalBytes == 0 ? 100 : doneBytes * 100 / totalBytes);
        if (silence.compareTo(STALLED) >= 0) {
            return "%s, stalled for %d s".formatted(amount, silence.toSeconds());
        }
        String speed = bytesPerSecond > 0 ? ", " + ByteText.of(bytesPerSecond) + "/s" : "";
        return amount + speed + timeLeft.map(left -> ", " + words(left) + " left").orElse("");
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
