package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs one at a time on a thread of its own, and keeps the engine as long as it is of use.
 *
 * <p>The thread starts with the first job. After an idle time it closes the engine, which gives its
 * memory back, and ends; the next job starts both again.
 */
public final class JobQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final Supplier<DiffusionEngine> engines;
    private Duration idle;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private Optional<Job> running = Optional.empty();
    private Optional<Thread> worker = Optional.empty();
    private Optional<DiffusionEngine> engine = Optional.empty();
    private boolean closed;

    /**
     * @param engines makes an engine; called when the first job needs it
     * @param idle how long the engine is kept without work
     */
    public JobQueue(Supplier<DiffusionEngine> engines, Duration idle) {
        this.engines = engines;
        this.idle = idle;
    }

    /**
     * Queues a generation.
     *
     * @param givenUp becomes true when nobody waits for it any more
     * @param listener told every state from the first on, in order, on the thread that brings it
     *     about
     */
    public Job submit(Generation generation, BooleanSupplier givenUp, Consumer<JobState> listener) {
        return submit(generation::run, givenUp, listener);
    }

    synchronized Job submit(JobBody body, BooleanSupplier givenUp, Consumer<JobState> listener) {
        if (closed) {
            throw new LiveryException(
                    "AI Livery has been stopped.", "Start the plugin again under Plugins.");
        }
        int ahead = waiting.size() + (running.isPresent() ? 1 : 0);
        Job job = new Job(body, givenUp, listener, ahead, this::dropCancelled);
        waiting.add(job);
        if (worker.isEmpty()) {
            Thread thread = new Thread(this::work, "livery-ai-jobs");
            thread.setDaemon(true);
            // DJL looks for its engine through the context loader of the thread that asks first.
            thread.setContextClassLoader(JobQueue.class.getClassLoader());
            worker = Optional.of(thread);
            thread.start();
        }
        notifyAll();
        return job;
    }

    private void work() {
        for (Optional<Job> next = next(); next.isPresent(); next = next()) {
            Job job = next.get();
            job.report(outcome(job));
            tellThoseWhoWait();
        }
    }

    /** The next job; empty if none came for long: the engine is closed then and the thread ends. */
    private Optional<Job> next() {
        Optional<DiffusionEngine> unused;
        synchronized (this) {
            running = Optional.empty();
            waitForWork();
            running = Optional.ofNullable(waiting.poll());
            if (running.isPresent()) {
                return running;
            }
            worker = Optional.empty();
            unused = engine;
            engine = Optional.empty();
        }
        unused.ifPresent(DiffusionEngine::close);
        return Optional.empty();
    }

    private void waitForWork() {
        long idleSince = System.nanoTime();
        while (waiting.isEmpty() && !closed) {
            long idleMillis = Duration.ofNanos(System.nanoTime() - idleSince).toMillis();
            long leftMillis = idle.toMillis() - idleMillis;
            if (leftMillis <= 0) {
                return;
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                return; // Only an ending JVM interrupts this thread; what waits is still polled.
            }
        }
    }

    /** Changes how long the engine is kept without work; holds for one that is idle now, too. */
    public synchronized void keepEngine(Duration time) {
        idle = time;
        notifyAll();
    }

    private JobState.Ended outcome(Job job) {
        try {
            job.throwIfCancelled();
            return new JobState.Finished(job.body().run(this::engine, job));
        } catch (CancellationException e) {
            return new JobState.Cancelled();
        } catch (LiveryException e) {
            LOG.warn("Generation failed: {}", e.oneLine(), e);
            return new JobState.Failed(e);
        } catch (OutOfMemoryError e) {
            LOG.warn("Generation failed", e);
            return new JobState.Failed(
                    new LiveryException(
                            "There is not enough memory for this picture.",
                            "Choose a smaller size or fewer pictures; the document is unharmed.",
                            e));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Generation failed", e);
            return new JobState.Failed(
                    new LiveryException(
                            "Generating failed unexpectedly (%s).".formatted(e),
                            "The document is unharmed; the log has the details.",
                            e));
        }
    }

    /**
     * Called on the worker's thread only; starting an engine may take long, so without the lock.
     */
    private DiffusionEngine engine() {
        synchronized (this) {
            if (engine.isPresent()) {
                return engine.get();
            }
        }
        DiffusionEngine made = engines.get();
        synchronized (this) {
            if (!closed) {
                engine = Optional.of(made);
                return made;
            }
        }
        made.close();
        throw new CancellationException();
    }

    private void dropCancelled() {
        List<Job> dropped = new ArrayList<>();
        synchronized (this) {
            waiting.stream().filter(Job::isCancelled).forEach(dropped::add);
            waiting.removeAll(dropped);
        }
        dropped.forEach(job -> job.report(new JobState.Cancelled()));
        tellThoseWhoWait();
    }

    private void tellThoseWhoWait() {
        List<Job> jobs;
        synchronized (this) {
            jobs = List.copyOf(waiting);
        }
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).report(new JobState.Queued(i));
        }
    }

    /** Cancels all jobs and closes the engine; returns when the thread has ended. */
    @Override
    public void close() {
        List<Job> all;
        Optional<Thread> thread;
        Optional<DiffusionEngine> toClose;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(waiting);
            running.ifPresent(all::add);
            thread = worker;
            toClose = engine;
            notifyAll();
        }
        all.forEach(Job::cancel);
        toClose.ifPresent(DiffusionEngine::close);
        thread.ifPresent(JobQueue::join);
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(LONGEST_GOODBYE)) {
                LOG.warn("The engine did not stop within {} s", LONGEST_GOODBYE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
