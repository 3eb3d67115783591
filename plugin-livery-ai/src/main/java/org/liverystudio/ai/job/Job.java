package org.liverystudio.ai.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A job in the queue, as seen by those who wait for it. */
public final class Job {
    private final JobBody body;
    private final BooleanSupplier givenUp;
    private final Runnable onCancel;
    private final Consumer<JobState> listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private JobState state;
    private volatile boolean cancelled;

    /**
     * @param givenUp becomes true when nobody waits for it any more
     * @param listener told the first state at once, then each new one, on the thread that brings it
     *     about; under a lock, so that it hears the states in their order
     * @param onCancel called after a cancel
     */
    Job(
            JobBody body,
            BooleanSupplier givenUp,
            Consumer<JobState> listener,
            int jobsAhead,
            Runnable onCancel) {
        this.body = body;
        this.listener = listener;
        this.givenUp = givenUp;
        this.onCancel = onCancel;
        this.state = new JobState.Queued(jobsAhead);
        listener.accept(state);
    }

    JobBody body() {
        return body;
    }

    public synchronized JobState state() {
        return state;
    }

    /** Asks the job to stop. One that waits ends at once, one at work when it notices. */
    public void cancel() {
        cancelled = true;
        onCancel.run();
    }

    boolean isCancelled() {
        return cancelled || givenUp.getAsBoolean();
    }

    void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    /** Waits for the end. */
    public JobState.Ended await() throws InterruptedException {
        ended.await();
        return (JobState.Ended) state();
    }

    /** Reports where the work stands; what comes after the end is not heard. */
    void report(JobState next) {
        synchronized (this) {
            if (state instanceof JobState.Ended) {
                return;
            }
            state = next;
            listener.accept(next);
        }
        if (next instanceof JobState.Ended) {
            ended.countDown();
        }
    }
}
