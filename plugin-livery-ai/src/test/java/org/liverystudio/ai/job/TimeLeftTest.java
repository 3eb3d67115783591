package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TimeLeft timeLeft = new TimeLeft(nanos::get);

    @Test
    void nothingIsToldBeforeAWholeStepWasSeen() {
        assertThat(timeLeft.after(0, 20)).isEmpty();
        passSeconds(9);
        assertThat(timeLeft.after(1, 20)).isEmpty();
    }

    @Test
    void theSlowFirstStepIsLeftOut() {
        timeLeft.after(0, 20);
        passSeconds(30);
        timeLeft.after(1, 20);
        passSeconds(2);
        assertThat(timeLeft.after(2, 20)).contains(Duration.ofSeconds(36));
        passSeconds(4);
        assertThat(timeLeft.after(3, 20)).contains(Duration.ofSeconds(51));
    }

    @Test
    void itIsSaidTogetherWithTheStep() {
        JobState state = new JobState.Denoising(2, 20, Optional.of(Duration.ofMillis(12_300)));

        assertThat(ProgressText.of(state)).isEqualTo("Step 3 of 20, 12 s left");
        assertThat(ProgressText.words(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    }

    private void passSeconds(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
