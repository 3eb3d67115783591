package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.hub.files.ByteText;

class ProgressMeterTest {
    private static final long MB = 1_000_000;

    private long nanos;
    private final ProgressMeter meter =
            new ProgressMeter(
                    new Time() {
                        @Override
                        public long nanos() {
                            return nanos;
                        }

                        @Override
                        public void sleep(Duration duration) {
                            nanos += duration.toNanos();
                        }
                    },
                    1000 * MB,
                    0);

    @Test
    void amountSpeedAndTimeLeftAreToldInOneLine() {
        second(10 * MB);

        assertThat(meter.look().text()).isEqualTo("10.0 MB of 1.0 GB (1 %), 10.0 MB/s, 1 min left");
    }

    @Test
    void oneFastSecondDoesNotMakeTheSpeedJump() {
        second(10 * MB);
        second(30 * MB);

        assertThat(meter.look().bytesPerSecond()).isBetween(10.0 * MB, 15.0 * MB);
    }

    @Test
    void bytesThatMustBeFetchedAgainDoNotMoveItBackwards() {
        second(100 * MB);
        meter.correct(-60 * MB);

        assertThat(meter.look().doneBytes()).isEqualTo(100 * MB);
        second(80 * MB);
        assertThat(meter.look().doneBytes()).isEqualTo(120 * MB);
    }

    @Test
    void atItsEndNoTimeIsLeft() {
        second(1000 * MB);

        assertThat(meter.look().text()).isEqualTo("1.0 GB of 1.0 GB (100 %), 1.0 GB/s");
    }

    @Test
    void aLineThatBringsNothingIsCalledStalled() {
        second(10 * MB);
        nanos += Duration.ofSeconds(12).toNanos();

        assertThat(meter.look().text()).isEqualTo("10.0 MB of 1.0 GB (1 %), stalled for 12 s");
    }

    @Test
    void pausesGrowAreNeverTheSameForAllAndHeedTheServer() {
        BackOff backOff = new BackOff(new Random(1));

        for (int failures = 1; failures < 40; failures++) {
            long most = Math.min(30_000, 500L << Math.min(failures - 1, 10));
            assertThat(backOff.pause(failures, Optional.empty()).toMillis())
                    .isBetween(most / 2, most);
        }
        assertThat(backOff.pause(1, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(backOff.pause(1, Optional.of(Duration.ofDays(2))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void sizesAreDecimalAsDrivesAreSold() {
        assertThat(ByteText.of(999)).isEqualTo("999 B");
        assertThat(ByteText.of(6_941_187_536L)).isEqualTo("6.9 GB");
        assertThat(ByteText.of(246_144_152)).isEqualTo("246 MB");
    }

    private void second(long bytes) {
        nanos += Duration.ofSeconds(1).toNanos();
        meter.arrived(bytes);
        meter.look();
    }
}
