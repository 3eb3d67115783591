package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.liverystudio.ai.engine.DeviceUse;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineDevice;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.RequestRules;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.ai.torch.devices.DeviceSelector;
import org.liverystudio.ai.torch.devices.Libtorch;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs in a child process, so that a native abort or an exhausted memory costs one run and never
 * the painting. The process starts with the first run, stays for the next ones, and ends when the
 * engine closes, or with this process. Listeners are called on the thread that called {@link #run}.
 */
public final class WorkerEngine implements DiffusionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerEngine.class);

    private static final Thread.Builder STOPPERS =
            Thread.ofPlatform().name("livery-worker-stopping").daemon();

    private final WorkerCommand command;
    private final DeviceSelector devices;
    private final Patience patience;
    private final Object processLock = new Object();
    private Optional<WorkerProcess> worker = Optional.empty();
    private Libtorch loaded = Libtorch.bundled();
    private Optional<Thread> stopping = Optional.empty();
    private volatile boolean closed;

    /** Nothing is started before the first run. */
    public WorkerEngine(EnginePlaces places) {
        this(WorkerCommand.shipped(places), places.libtorch(), Patience.usual());
    }

    WorkerEngine(WorkerCommand command, Patience patience) {
        this(command, Optional.empty(), patience);
    }

    private WorkerEngine(WorkerCommand command, Optional<Path> libtorch, Patience patience) {
        this.command = command;
        this.devices = DeviceSelector.ofThisComputer(libtorch);
        this.patience = patience;
    }

    @Override
    public synchronized DiffusionResult run(DiffusionRequest request, EngineListener listener) {
        RequestRules.check(request);
        awaitStopping(listener);
        DeviceSelector.Choice choice =
                devices.choose(EngineDevice.wanted(request.networks().device()));
        WorkerProcess process = readyWorker(choice.libtorch());
        WorkerRun run = new WorkerRun(process, listener, patience);
        WorkerRun.End end;
        try {
            end = run.make(on(choice.device(), request));
        } catch (InterruptedException e) {
            discard(process);
            Thread.currentThread().interrupt();
            throw new CancellationException("The thread that waited for the run was interrupted");
        } catch (RuntimeException e) {
            // The listener failed, or the request could not be sent; the worker may be at work.
            discard(process);
            throw e;
        }
        return switch (end) {
            case WorkerRun.End.Made(DiffusionResult result) ->
                    result.withDevice(new DeviceUse(result.device().name(), choice.why()));
            case WorkerRun.End.Failed(String text, String advice) ->
                    throw new LiveryException(text, advice);
            case WorkerRun.End.Cancelled _ ->
                    throw new CancellationException("The run was cancelled");
            case WorkerRun.End.Stopping _ -> {
                stopping = Optional.of(STOPPERS.start(() -> stop(process, run)));
                throw new CancellationException("The run was cancelled");
            }
            case WorkerRun.End.Lost lost -> throw failure(process, run, lost);
        };
    }

    /** The worker is told the device, since only here the reasons are known. */
    private static DiffusionRequest on(ComputeDevice device, DiffusionRequest request) {
        return request.toBuilder()
                .networks(request.networks().withDevice(EngineDevice.kind(device)))
                .build();
    }

    /**
     * Nobody waits for a cancelled run to come to the end of its block, but the worker is ready for
     * the next one only then.
     */
    private void stop(WorkerProcess process, WorkerRun run) {
        try {
            if (run.stop() instanceof WorkerRun.End.Lost lost) {
                LOG.warn("The worker {} did not end a cancelled run: {}", process.pid(), lost);
                discard(process);
            }
        } catch (InterruptedException e) {
            discard(process);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStopping(EngineListener listener) {
        try {
            while (stopping.isPresent()) {
                if (listener.isCancelled()) {
                    throw new CancellationException("Cancelled before the engine was free");
                }
                if (stopping.get().join(WorkerRun.GLANCE)) {
                    stopping = Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The thread that waited for the run was interrupted");
        }
    }

    private WorkerProcess readyWorker(Libtorch libtorch) {
        synchronized (processLock) {
            if (closed) {
                throw new IllegalStateException("The engine is closed");
            }
            worker.filter(process -> !process.isAlive()).ifPresent(this::discard);
            // A process loads one libtorch in its life.
            worker.filter(process -> !libtorch.equals(loaded)).ifPresent(this::discard);
            if (worker.isEmpty()) {
                worker = Optional.of(command.start(libtorch));
                loaded = libtorch;
            }
            return worker.get();
        }
    }

    /** Tells why the worker is of no more use; the next run starts a new one. */
    private RuntimeException failure(
            WorkerProcess process, WorkerRun run, WorkerRun.End.Lost lost) {
        LOG.warn("The engine's worker process {} is lost: {}", process.pid(), lost);
        discard(process);
        if (closed) {
            return new CancellationException("The engine was closed");
        }
        if (run.isCancelled()) {
            return new CancellationException("The run was cancelled");
        }
        return switch (lost) {
            case WorkerRun.End.Died _ -> death(process);
            case WorkerRun.End.Garbled(IOException reason) ->
                    new LiveryException(
                            "The image engine sent what cannot be read and was ended: %s."
                                    .formatted(reason.getMessage()),
                            "Only this picture is lost; generate again. The log is %s."
                                    .formatted(command.log()),
                            reason);
            case WorkerRun.End.Silent _ ->
                    new LiveryException(
                            "The image engine stopped answering and was ended.",
                            "Only this picture is lost; generate again. If memory is short, choose a smaller size.");
            case WorkerRun.End.NeverCame _ ->
                    new LiveryException(
                            "The image engine did not start within %d s and was ended."
                                    .formatted(patience.start().toSeconds()),
                            "Close other programs or wait until the computer is less busy, then generate again. The log is %s."
                                    .formatted(command.log()));
            case WorkerRun.End.Stubborn _ -> new CancellationException("The run was cancelled");
        };
    }

    private RuntimeException death(WorkerProcess process) {
        try {
            int code = process.exitCode();
            // Ctrl+C in a terminal goes to the worker too, and may find it before it ignores that.
            return code == WorkerEndedException.INTERRUPTED
                    ? new CancellationException("The worker was interrupted from the terminal")
                    : new WorkerEndedException(code, command.log());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CancellationException("The thread that waited for the run was interrupted");
        }
    }

    private void discard(WorkerProcess process) {
        synchronized (processLock) {
            process.close();
            command.tidyNatives();
            if (worker.isPresent() && worker.get() == process) {
                worker = Optional.empty();
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
            worker.ifPresent(this::discard);
        }
    }
}
