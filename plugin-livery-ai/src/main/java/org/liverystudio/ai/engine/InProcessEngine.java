package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.liverystudio.ai.diffusion.DiffusionPipeline;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.ai.torch.devices.DeviceSelector;
import org.liverystudio.host.LiveryException;

/**
 * Runs in this process, on one thread of its own: PyTorch keeps a team of helpers for each thread
 * that calls it. Listeners are called on that thread.
 */
public final class InProcessEngine implements DiffusionEngine {
    private final Path nativeCache;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("livery-diffusion").daemon().factory());
    private final DeviceSelector devices;
    private EngineDevice device;
    private DiffusionPipeline pipeline;
    private volatile boolean closed;

    /**
     * @param nativeCache where PyTorch's libraries are unpacked
     * @param libtorch folder of another libtorch than the plugin's own
     */
    public InProcessEngine(Path nativeCache, Optional<Path> libtorch) {
        this.nativeCache = nativeCache;
        this.devices = DeviceSelector.ofThisComputer(libtorch);
    }

    /** With the plugin's own libtorch, or one for a graphics card that is found. */
    public InProcessEngine(Path nativeCache) {
        this(nativeCache, Optional.empty());
    }

    @Override
    public synchronized DiffusionResult run(DiffusionRequest request, EngineListener listener) {
        RequestRules.check(request);
        if (closed) {
            throw new IllegalStateException("The engine is closed");
        }
        EngineListener stoppable = new StoppableListener(listener);
        return await(thread.submit(() -> runHere(request, stoppable)));
    }

    private DiffusionResult runHere(DiffusionRequest request, EngineListener listener) {
        RunMonitor monitor = new RunMonitor(listener, System::nanoTime);
        monitor.begin(Phase.STARTING, 1);
        useDevice(request.networks().device());
        monitor.done(1);
        try {
            return new PictureRun(pipeline, request, monitor, device).execute();
        } catch (OutOfMemoryError e) {
            throw new LiveryException(
                    "The memory of this computer does not suffice for this picture.",
                    "Choose a smaller size or fewer pictures, or close other programs.",
                    e);
        }
    }

    private void useDevice(DeviceKind kind) {
        Optional<ComputeDevice> wanted = EngineDevice.wanted(kind);
        if (device != null && wanted.filter(other -> other != device.choice().device()).isEmpty()) {
            return;
        }
        DeviceSelector.Choice choice = devices.choose(wanted);
        closePipeline();
        Torch torch = Torch.start(choice.libtorch(), nativeCache, CpuCores.physical());
        torch.prepareThread();
        long ofProcess = MemoryForecast.runtime(MachineMemory.ofThisComputer());
        device =
                new EngineDevice(
                        torch.on(choice.device()), choice, EngineDevice.runtime(choice, ofProcess));
        pipeline = new DiffusionPipeline(device.torch());
    }

    private void closePipeline() {
        if (pipeline != null) {
            pipeline.close();
            pipeline = null;
            device = null;
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("The thread that waited for the run was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Callable<Void> release =
                () -> {
                    closePipeline();
                    return null;
                };
        if (!thread.isShutdown()) {
            Future<Void> released = thread.submit(release);
            thread.shutdown();
            await(released);
        }
    }

    /** Ends a run also when the engine closes or its waiting thread is interrupted. */
    private final class StoppableListener implements EngineListener {
        private final EngineListener listener;

        StoppableListener(EngineListener listener) {
            this.listener = listener;
        }

        @Override
        public void onProgress(EngineProgress progress) {
            listener.onProgress(progress);
        }

        @Override
        public void onPreview(RgbImage picture) {
            listener.onPreview(picture);
        }

        @Override
        public boolean isCancelled() {
            return closed || Thread.currentThread().isInterrupted() || listener.isCancelled();
        }
    }
}
