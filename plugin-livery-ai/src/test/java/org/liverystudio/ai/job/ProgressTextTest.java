package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.engine.Pace;

class ProgressTextTest {
    @Test
    void aStepIsToldWithItsPaceAndTheTimeLeft() {
        assertThat(ProgressText.of(denoising(Duration.ofMillis(684), Duration.ofMillis(12_300))))
                .isEqualTo("Step 3 of 20, 0.7 s each, 12 s left");
        assertThat(ProgressText.of(denoising(Duration.ofSeconds(65), Duration.ofSeconds(1170))))
                .isEqualTo("Step 3 of 20, 1 min 5 s each, 19 min 30 s left");
    }

    private static JobState denoising(Duration each, Duration left) {
        return new JobState.Denoising(2, 20, Optional.of(new Pace(each, left)), Optional.empty());
    }
}
