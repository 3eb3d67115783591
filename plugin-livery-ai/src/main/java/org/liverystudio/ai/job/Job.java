package org.liverystudio.ai.job;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liverystudio.host.Subscription;

/** A job in the queue, as seen by those who wait for it. */
public final class Job {
    private final JobBody body;
    private final BooleanSupplier givenUp;
    private final Runnable onCancel;
    private final List<Consumer<JobState>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private JobState state;
    private volatile boolean cancelled;

    Job(JobBody body, BooleanSupplier givenUp, int jobsAhead, Runnable onCancel) {
        this.body = body;
        this.givenUp = givenUp;
        this.onCancel = onCancel;
        this.state = new JobState.Queued(jobsAhead);
    }

    JobBody body() {
        return body;
    }

    public synchronized JobState state() {
        return state;
    }

    /**
     * Tells the present state at once, then each new one, on the thread that brings it about.
     *
     * @return closing it ends the calls
     */
    public Subscription onState(Consumer<JobState> listener) {
        synchronized (this) {
            listeners.add(listener);
            listener.accept(state);
        }
        return () -> listeners.remove(listener);
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

    /**
     * Reports where the work stands; what comes after the end is not heard. Listeners are called
     * under the lock, so that each hears the states in their order.
     */
    void report(JobState next) {
        synchronized (this) {
            if (state instanceof JobState.Ended) {
                return;
            }
            state = next;
            for (Consumer<JobState> listener : listeners) {
                listener.accept(next);
            }
        }
        if (next instanceof JobState.Ended) {
            ended.countDown();
        }
    }
}
