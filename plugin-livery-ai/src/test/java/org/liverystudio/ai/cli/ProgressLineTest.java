package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.engine.Pace;
import org.liverystudio.ai.job.JobState;

class ProgressLineTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void onATerminalOneLineRewritesItselfAndGoesInTheEnd() {
        ProgressLine line = new ProgressLine(new PrintWriter(printed), true);

        Pace pace = new Pace(Duration.ofMillis(6_120), Duration.ofSeconds(12));
        line.show(new JobState.Denoising(0, 2, Optional.of(pace), Optional.empty()));
        line.show(denoising(1, 2));
        line.show(new JobState.Cancelled());

        assertThat(printed)
                .hasToString(
                        "\rStep 1 of 2, 6.1 s each, 12 s left"
                                + "\rStep 2 of 2                       "
                                + "\r           \r");
    }

    private static JobState denoising(int done, int count) {
        return new JobState.Denoising(done, count, Optional.empty(), Optional.empty());
    }

    @Test
    void inALogEachPhaseAndEachQuarterOfTheStepsIsALine() {
        ProgressLine line = new ProgressLine(new PrintWriter(printed), false);

        line.show(new JobState.Queued(0));
        line.show(new JobState.Preparing());
        line.show(new JobState.Starting());
        line.show(new JobState.Starting());
        for (int step = 0; step <= 8; step++) {
            line.show(denoising(step, 8));
        }
        line.show(new JobState.Decoding(0, 1));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "Starting the engine",
                        "Step 1 of 8",
                        "Step 3 of 8",
                        "Step 5 of 8",
                        "Step 7 of 8",
                        "Developing the picture");
    }
}
