package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceMeterTest {
    private final PaceMeter meter = new PaceMeter();
    private long nanos;

    @Test
    void nothingIsToldBeforeAWholeStepWasSeen() {
        assertThat(after(0, 20)).isEmpty();
        passSeconds(9);
        assertThat(after(1, 20)).isEmpty();
    }

    @Test
    void theSlowFirstStepIsLeftOut() {
        after(0, 20);
        passSeconds(30);
        after(1, 20);
        passSeconds(2);
        assertThat(after(2, 20)).contains(pace(2, 36));
        passSeconds(4);
        assertThat(after(3, 20)).contains(pace(3, 51));
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        for (int step = 1; step <= 30; step++) {
            after(step, 40);
            passSeconds(1);
        }
        passSeconds(4);
        for (int step = 31; step <= 37; step++) {
            after(step, 40);
            passSeconds(5);
        }

        assertThat(after(38, 40)).contains(pace(5, 10));
    }

    private static Pace pace(int each, int left) {
        return new Pace(Duration.ofSeconds(each), Duration.ofSeconds(left));
    }

    private Optional<Pace> after(int done, int total) {
        return meter.after(done, total, nanos);
    }

    private void passSeconds(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
