package org.liverystudio.ai.hub.download;

import java.time.Duration;

/** The clock and the only way to wait, so that tests do neither. */
interface Time {
    Time SYSTEM =
            new Time() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration duration) throws InterruptedException {
                    Thread.sleep(duration);
                }
            };

    /** Only differences mean something. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;
}
