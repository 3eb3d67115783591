package org.liverystudio.ai.hub.download;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: longer each time, and never all clients at once. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final RandomGenerator random;

    /**
     * @param random safe for several threads
     */
    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param failures in a row, 1 after the first
     * @param asked what the server asked for; believed up to five minutes
     */
    Duration pause(int failures, Optional<Duration> asked) {
        if (asked.isPresent()) {
            return asked.get().compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked.get();
        }
        long millis = FIRST.toMillis() << Math.min(failures - 1, 10);
        long most = Math.min(millis, LONGEST.toMillis());
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }
}
