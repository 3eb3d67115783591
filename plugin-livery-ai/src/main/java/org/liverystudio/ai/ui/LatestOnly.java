package org.liverystudio.ai.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work one after the other and skips what newer work has overtaken: while a picture is drawn,
 * only the last wish for another one counts.
 */
final class LatestOnly implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(LatestOnly.class);
    private static final Runnable NOTHING = () -> {};

    private final Executor background;
    private final AtomicReference<Runnable> waiting = new AtomicReference<>();

    /**
     * @param background runs one piece of work at a time for this class
     */
    LatestOnly(Executor background) {
        this.background = background;
    }

    @Override
    public void execute(Runnable work) {
        if (waiting.getAndSet(work) == null) {
            background.execute(this::drain);
        }
    }

    private void drain() {
        Runnable work = waiting.getAndSet(NOTHING);
        while (true) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A preview could not be drawn", e); // The next one may.
            }
            if (waiting.compareAndSet(NOTHING, null)) {
                return;
            }
            work = waiting.getAndSet(NOTHING);
        }
    }
}
