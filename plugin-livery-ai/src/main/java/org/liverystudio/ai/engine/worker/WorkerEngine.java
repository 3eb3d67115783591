package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.RequestRules;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs in a child process, so that a native abort or an exhausted memory costs one run and never
 * the painting. The process starts with the first run, stays while there is work, and ends when
 * idle, when the engine closes, or with this process. Listeners are called on the thread that
 * called {@link #run}.
 */
public final class WorkerEngine implements DiffusionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEngine.class);

    /** How often a wish to cancel is looked for. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final WorkerCommand command;
    private final Patience patience;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("livery-worker-idle").daemon().factory());
    private final Object processLock = new Object();
    private Optional<WorkerProcess> worker = Optional.empty();
    private long runs;
    private volatile boolean closed;

    /**
     * How long the engine waits.
     *
     * @param idle without work before the worker ends and gives its memory back
     * @param silence without a heartbeat before a worker counts as hung
     * @param cancel for a cancelled run to end by itself
     */
    record Patience(Duration idle, Duration silence, Duration cancel) {
        static Patience usual() {
            // A computer that swaps may keep a healthy worker from answering for many seconds.
            return new Patience(
                    Duration.ofMinutes(5), Duration.ofSeconds(90), Duration.ofSeconds(10));
        }
    }

    /** Nothing is started before the first run. */
    public WorkerEngine(EnginePlaces places) {
        this(places, Patience.usual());
    }

    WorkerEngine(EnginePlaces places, Patience patience) {
        this.command = new WorkerCommand(places);
        this.patience = patience;
    }

    @Override
    public synchronized DiffusionResult run(DiffusionRequest request, EngineListener listener) {
        RequestRules.check(request);
        WorkerProcess process = readyWorker();
        try {
            process.send(new WorkerMessage.Run(request));
            return follow(process, listener);
        } catch (IOException e) {
            throw ended(process, e);
        } catch (InterruptedException e) {
            discard(process);
            Thread.currentThread().interrupt();
            throw new CancellationException("The thread that waited for the run was interrupted");
        } finally {
            endWhenIdle();
        }
    }

    private WorkerProcess readyWorker() {
        synchronized (processLock) {
            if (closed) {
                throw new IllegalStateException("The engine is closed");
            }
            runs++;
            if (worker.isEmpty() || !worker.get().isAlive()) {
                worker = Optional.of(new WorkerProcess(command.start()));
            }
            return worker.get();
        }
    }

    private DiffusionResult follow(WorkerProcess process, EngineListener listener)
            throws IOException, InterruptedException {
        long cancelledAt = 0;
        while (true) {
            if (cancelledAt == 0 && listener.isCancelled()) {
                cancelledAt = System.nanoTime();
                process.send(new WorkerMessage.Cancel());
            }
            Optional<WorkerProcess.Event> event = process.next(GLANCE);
            if (event.isEmpty()) {
                requirePatience(process, cancelledAt);
                continue;
            }
            switch (event.get()) {
                case WorkerProcess.Event.Ended _ -> throw ended(process, null);
                case WorkerProcess.Event.Message(WorkerMessage message) -> {
                    switch (message) {
                        case WorkerMessage.Progressed(EngineProgress progress) -> {
                            if (cancelledAt == 0) {
                                listener.onProgress(progress);
                            }
                        }
                        case WorkerMessage.Done(DiffusionResult result) -> {
                            return result;
                        }
                        case WorkerMessage.Cancelled _ ->
                                throw new CancellationException("The run was cancelled");
                        case WorkerMessage.Failed(String text, String advice) ->
                                throw new LiveryException(text, advice);
                        case WorkerMessage.Alive _, WorkerMessage.Run _, WorkerMessage.Cancel _ ->
                                throw new IOException("The worker sent a request: " + message);
                    }
                }
            }
        }
    }

    private void requirePatience(WorkerProcess process, long cancelledAt) {
        Duration sinceCancel = Duration.ofNanos(System.nanoTime() - cancelledAt);
        if (cancelledAt != 0 && sinceCancel.compareTo(patience.cancel()) > 0) {
            LOG.warn("The worker did not end a cancelled run in time and was stopped");
            discard(process);
            throw new CancellationException("The run was cancelled");
        }
        if (process.silence().compareTo(patience.silence()) > 0) {
            discard(process);
            throw new LiveryException(
                    "The image engine stopped answering and was ended.",
                    "Only this picture is lost; generate again. If memory is short, choose a smaller size.");
        }
    }

    /** Tells why the worker is gone; the next run starts a new one. */
    private RuntimeException ended(WorkerProcess process, IOException cause) {
        discard(process);
        if (closed) {
            return new CancellationException("The engine was closed");
        }
        int code;
        try {
            code = process.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CancellationException("The thread that waited for the run was interrupted");
        }
        return new WorkerEndedException(code, command.log(), cause);
    }

    private void discard(WorkerProcess process) {
        synchronized (processLock) {
            process.close();
            if (worker.isPresent() && worker.get() == process) {
                worker = Optional.empty();
            }
        }
    }

    private void endWhenIdle() {
        synchronized (processLock) {
            if (closed || worker.isEmpty()) {
                return;
            }
            long runsSoFar = runs;
            timer.schedule(
                    () -> endIfStillIdle(runsSoFar),
                    patience.idle().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void endIfStillIdle(long runsThen) {
        synchronized (processLock) {
            if (runs == runsThen) {
                worker.ifPresent(this::discard);
            }
        }
    }

    /** The worker's process id, if one runs. */
    Optional<Long> workerPid() {
        synchronized (processLock) {
            return worker.filter(WorkerProcess::isAlive).map(WorkerProcess::pid);
        }
    }

    @Override
    public void close() {
        synchronized (processLock) {
            closed = true;
            worker.ifPresent(WorkerProcess::close);
            worker = Optional.empty();
        }
        timer.shutdownNow();
    }
}
