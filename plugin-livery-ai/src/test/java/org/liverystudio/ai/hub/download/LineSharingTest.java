package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** How much of the line is taken, and by how many connections. */
class LineSharingTest {
    private static final double MB = 1e6;

    private final AtomicLong nanos = new AtomicLong();
    private final Time time =
            new Time() {
                @Override
                public long nanos() {
                    return nanos.get();
                }

                @Override
                public void sleep(Duration duration) {
                    nanos.addAndGet(duration.toNanos());
                }
            };

    @Test
    void connectionsBecomeMoreWhileEachBringsMore() {
        assertThat(settle(count -> count * 5 * MB)).isEqualTo(16);
    }

    @Test
    void aLineThatFourConnectionsFillGetsNoCrowd() {
        assertThat(settle(count -> Math.min(count * 5, 20) * MB)).isBetween(2, 6);
    }

    @Test
    void aBusyServerIsLeftInPeaceForAWhile() {
        ConnectionCount count = new ConnectionCount(16, 0);
        count.refused();
        count.refused();
        assertThat(count.count()).isEqualTo(1);

        long bytes = 0;
        for (int look = 0; look < 20; look++) {
            bytes += (long) (10 * MB);
            nanos.addAndGet(ConnectionCount.LOOK_EVERY.toNanos());
            count.look(nanos.get(), bytes);
        }

        assertThat(count.count()).isEqualTo(1);
    }

    @Test
    void aStalledLineDecidesNothing() {
        ConnectionCount count = new ConnectionCount(16, 0);
        for (int look = 1; look < 20; look++) {
            count.look(look * ConnectionCount.LOOK_EVERY.toNanos(), 0);
        }

        assertThat(count.count()).isEqualTo(4);
    }

    private int settle(IntToDoubleFunction bytesPerSecond) {
        ConnectionCount count = new ConnectionCount(16, 0);
        double bytes = 0;
        for (int look = 0; look < 12; look++) {
            nanos.addAndGet(ConnectionCount.LOOK_EVERY.toNanos());
            bytes +=
                    bytesPerSecond.applyAsDouble(count.count())
                            * ConnectionCount.LOOK_EVERY.toSeconds();
            count.look(nanos.get(), (long) bytes);
        }
        return count.count();
    }

    @Test
    void aLimitHoldsOverAllConnectionsTogether() throws InterruptedException {
        AtomicLong limit = new AtomicLong(1_000_000);
        RateLimit line = new RateLimit(time, limit::get);

        for (int i = 0; i < 100; i++) {
            time.sleep(line.charge(50_000));
        }

        assertThat(nanos.get()).isBetween(4_900_000_000L, 5_000_000_000L);
    }

    @Test
    void aLimitCanBeTakenAway() throws InterruptedException {
        AtomicLong limit = new AtomicLong(1000);
        RateLimit line = new RateLimit(time, limit::get);
        time.sleep(line.charge(5000));
        assertThat(nanos.get()).isEqualTo(5_000_000_000L);

        limit.set(DownloadControl.UNLIMITED);

        assertThat(line.charge(1_000_000_000)).isZero();
    }

    @Test
    void quietTimeIsNotSavedUpForABurst() {
        RateLimit line = new RateLimit(time, () -> 1000);
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(line.charge(1000)).isEqualTo(Duration.ofSeconds(1));
    }
}
