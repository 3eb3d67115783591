package org.liverystudio.ai.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Tells from the units of a phase that are done how long the rest will take. Only the last few
 * count: a computer that gets busy, or a later pass at another size, soon shows.
 */
final class PaceMeter {
    private static final int UNITS_THAT_COUNT = 8;

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(int done, long nanos) {}

    /**
     * @param done units that are done, never fewer than before
     * @param total units in all
     * @param nanos a clock such as {@link System#nanoTime}
     * @return empty until a whole unit was seen; the very first one, which also pages memory in, is
     *     left out
     */
    Optional<Pace> after(int done, int total, long nanos) {
        if (done < 1) {
            return Optional.empty();
        }
        marks.addLast(new Mark(done, nanos));
        while (done - marks.getFirst().done() > UNITS_THAT_COUNT) {
            marks.removeFirst();
        }
        Mark first = marks.getFirst();
        if (done == first.done()) {
            return Optional.empty();
        }
        long each = (nanos - first.nanos()) / (done - first.done());
        return Optional.of(
                new Pace(Duration.ofNanos(each), Duration.ofNanos(each * (total - done))));
    }
}
