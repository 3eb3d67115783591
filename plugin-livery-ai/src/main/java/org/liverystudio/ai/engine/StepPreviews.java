package org.liverystudio.ai.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * Shows the first picture of a batch as it would come out if the step were the last. Never more
 * often than eyes can follow, and never at a cost that slows the run.
 */
final class StepPreviews {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    /** The pause after a preview is so many times its own duration: 4 percent at most. */
    private static final int PAUSE_BY_COST = 25;

    private final DiffusionModel model;
    private final Previews previews;
    private final RunMonitor monitor;
    private final LongSupplier nanoTime;
    private long nextAt;

    StepPreviews(
            DiffusionModel model, Previews previews, RunMonitor monitor, LongSupplier nanoTime) {
        this.model = model;
        this.previews = previews;
        this.monitor = monitor;
        this.nanoTime = nanoTime;
        this.nextAt = nanoTime.getAsLong();
    }

    /**
     * @param clean gives what the step takes for the clean latents of the batch
     */
    void see(Supplier<FloatTensor> clean) {
        long now = nanoTime.getAsLong();
        if (!previews.wanted() || now - nextAt < 0) {
            return;
        }
        FloatTensor first = clean.get().slice(0, 1);
        monitor.preview(Pictures.toImage(model.preview(first, monitor::throwIfCancelled)));
        long end = nanoTime.getAsLong();
        nextAt = end + Math.max(SHORTEST_PAUSE.toNanos(), PAUSE_BY_COST * (end - now));
    }
}
