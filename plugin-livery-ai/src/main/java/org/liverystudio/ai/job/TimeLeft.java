package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells from the steps so far how long the rest will take. */
final class TimeLeft {
    private final LongSupplier nanos;
    private int firstStep = -1;
    private long firstNanos;

    /**
     * @param nanos a clock such as {@link System#nanoTime}
     */
    TimeLeft(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param done steps that are done
     * @param total steps in all
     * @return empty until a whole step was seen; the very first one, which also pages memory in, is
     *     left out
     */
    Optional<Duration> after(int done, int total) {
        long now = nanos.getAsLong();
        if (done < firstStep) {
            firstStep = -1; // Another pass has begun.
        }
        if (done >= 1 && firstStep < 0) {
            firstStep = done;
            firstNanos = now;
        }
        if (firstStep < 0 || done <= firstStep) {
            return Optional.empty();
        }
        long eachNanos = (now - firstNanos) / (done - firstStep);
        return Optional.of(Duration.ofNanos(eachNanos * (total - done)));
    }
}
