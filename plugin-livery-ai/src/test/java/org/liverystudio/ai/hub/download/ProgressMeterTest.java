package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.hub.download.DownloadProgress.FileProgress;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
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
                    });
    private final FileMeter file = meter.file("unet", 1000 * MB, 0);

    @Test
    void amountSpeedAndTimeLeftAreToldInOneLine() {
        second(10 * MB);

        assertThat(meter.look(false).text())
                .isEqualTo("10.0 MB of 1.0 GB (1 %), 10.0 MB/s, 1 min left");
    }

    @Test
    void oneFastSecondDoesNotMakeTheSpeedJump() {
        second(10 * MB);
        second(30 * MB);

        assertThat(meter.look(false).bytesPerSecond()).isBetween(10.0 * MB, 15.0 * MB);
    }

    @Test
    void bytesThatMustBeFetchedAgainDoNotMoveItBackwards() {
        second(100 * MB);
        file.correct(-60 * MB);

        assertThat(meter.look(false).doneBytes()).isEqualTo(100 * MB);
        second(80 * MB);
        assertThat(meter.look(false).doneBytes()).isEqualTo(120 * MB);
    }

    @Test
    void atItsEndNoTimeIsLeft() {
        second(1000 * MB);

        assertThat(meter.look(false).text()).isEqualTo("1.0 GB of 1.0 GB (100 %), 1.0 GB/s");
    }

    @Test
    void aLineThatBringsNothingIsCalledStalled() {
        second(10 * MB);
        nanos += Duration.ofSeconds(12).toNanos();

        assertThat(meter.look(false).text()).isEqualTo("10.0 MB of 1.0 GB (1 %), stalled for 12 s");
    }

    @Test
    void whyALineBringsNothingIsSaidUntilBytesArrive() {
        second(10 * MB);
        meter.trouble("the server answers with status 503");
        nanos += Duration.ofSeconds(6).toNanos();

        assertThat(meter.look(false).text())
                .endsWith("stalled for 6 s: the server answers with status 503");
        second(10 * MB);
        assertThat(meter.look(false).text()).startsWith("20.0 MB of 1.0 GB (2 %), ");
        assertThat(meter.look(false).trouble()).isEmpty();
    }

    @Test
    void aPausedDownloadIsNotCalledStalled() {
        second(10 * MB);
        nanos += Duration.ofSeconds(60).toNanos();

        assertThat(meter.look(true).text()).isEqualTo("10.0 MB of 1.0 GB (1 %), paused");
    }

    @Test
    void eachFileIsToldByItselfAndAllTogether() {
        FileMeter other = meter.file("vae", 500 * MB, 100 * MB);
        second(300 * MB);
        other.restart(600 * MB, 150 * MB);

        DownloadProgress progress = meter.look(false);

        assertThat(progress.files())
                .containsExactly(
                        new FileProgress("unet", 300 * MB, 1000 * MB),
                        new FileProgress("vae", 150 * MB, 600 * MB));
        assertThat(progress.doneBytes()).isEqualTo(450 * MB);
        assertThat(progress.totalBytes()).isEqualTo(1600 * MB);
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
        file.arrived(bytes);
        meter.look(false);
    }
}
