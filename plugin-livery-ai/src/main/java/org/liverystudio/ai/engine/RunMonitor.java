package org.liverystudio.ai.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.liverystudio.ai.engine.EngineProgress.Phase;

/** Tells the listener how a run goes on, measures its phases, and passes on its wish to stop. */
final class RunMonitor {
    private final EngineListener listener;
    private final LongSupplier nanoTime;
    private final Map<Phase, Duration> times = new EnumMap<>(Phase.class);
    private Phase phase;
    private int total;
    private long since;
    private PaceMeter pace = new PaceMeter();

    RunMonitor(EngineListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Starts a phase and ends the one before. */
    void begin(Phase next, int units) {
        resume(next, units, 0);
    }

    /**
     * Goes on with a phase that another one interrupted, so that its count does not fall back.
     *
     * @param done units that were finished before
     */
    void resume(Phase next, int units, int done) {
        endPhase();
        phase = next;
        total = units;
        since = nanoTime.getAsLong();
        pace = new PaceMeter();
        done(done);
    }

    void done(int units) {
        throwIfCancelled();
        listener.onProgress(
                new EngineProgress(
                        phase, units, total, pace.after(units, total, nanoTime.getAsLong())));
    }

    /** Shows how a picture looks so far. */
    void preview(RgbImage picture) {
        listener.onPreview(picture);
    }

    /** Called before each block of a network, so that a run ends within one. */
    void throwIfCancelled() {
        if (listener.isCancelled()) {
            throw new CancellationException("The run was cancelled");
        }
    }

    /** Ends the last phase and returns how long each took. */
    Map<Phase, Duration> finish() {
        endPhase();
        return new EnumMap<>(times);
    }

    private void endPhase() {
        if (phase != null) {
            times.merge(phase, Duration.ofNanos(nanoTime.getAsLong() - since), Duration::plus);
            phase = null;
        }
    }
}
