package org.liverystudio.ai.engine.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.InProcessEngine;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.torch.FolderTree;
import org.liverystudio.host.LiveryException;

/**
 * The worker process: reads requests from standard input, runs them, and answers on standard
 * output. It ends with the process that started it.
 */
final class WorkerMain {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Path folder;
    private final MessageChannel channel;
    private final DiffusionEngine engine;
    private final ExecutorService runner = Executors.newSingleThreadExecutor();
    private volatile boolean cancelled;

    private WorkerMain(Path folder, MessageChannel channel, DiffusionEngine engine) {
        this.folder = folder;
        this.channel = channel;
        this.engine = engine;
    }

    /**
     * @param arguments the folder for native libraries, and the one for what the two hand over
     */
    public static void main(String[] arguments) {
        Optional<Path> libtorch =
                Optional.ofNullable(System.getenv("PYTORCH_LIBRARY_PATH")).map(Path::of);
        serve(Path.of(arguments[1]), new InProcessEngine(Path.of(arguments[0]), libtorch));
    }

    /** Serves until the other side is gone; does not return. */
    static void serve(Path folder, DiffusionEngine engine) {
        OutputStream wire = new FileOutputStream(FileDescriptor.out);
        // Whatever prints in Java goes to the log.
        System.setOut(System.err);
        TerminalSignals.ignoreInterrupt();
        MessageChannel channel =
                new MessageChannel(
                        System.in, wire, new Parcels(folder, "worker"), System.err::write);
        new WorkerMain(folder, channel, engine).serve();
    }

    private void serve() {
        endWithParent();
        startHeartbeat();
        try {
            Optional<WorkerMessage> message = channel.receive();
            while (message.isPresent()) {
                obey(message.get());
                message = channel.receive();
            }
            end(0);
        } catch (IOException e) {
            log(e);
            end(1);
        }
    }

    private void obey(WorkerMessage message) throws IOException {
        switch (message) {
            case WorkerMessage.Run run -> {
                cancelled = false;
                runner.execute(() -> answer(run.request()));
            }
            case WorkerMessage.Cancel _ -> cancelled = true;
            case WorkerMessage.Alive _,
                    WorkerMessage.Progressed _,
                    WorkerMessage.Previewed _,
                    WorkerMessage.Done _,
                    WorkerMessage.Cancelled _,
                    WorkerMessage.Failed _ ->
                    throw new IOException("The editor sent an answer: " + message);
        }
    }

    private void answer(DiffusionRequest request) {
        try {
            send(result(request));
        } catch (LiveryException e) {
            // The pictures do not fit on the drive.
            send(failed(e));
        }
    }

    /**
     * The end of standard input tells the same, but on Windows another child of the editor may have
     * inherited the pipe and keep it open.
     */
    private void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> end(0)));
    }

    /** A parent that is gone cannot tidy up. */
    private void end(int code) {
        FolderTree.delete(folder);
        // Not exit: native code in the middle of a block would hold up an orderly end.
        Runtime.getRuntime().halt(code);
    }

    private void startHeartbeat() {
        ScheduledExecutorService heart =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("heartbeat").daemon().factory());
        long period = HEARTBEAT.toMillis();
        heart.scheduleAtFixedRate(
                () -> send(new WorkerMessage.Alive()), 0, period, TimeUnit.MILLISECONDS);
    }

    private WorkerMessage result(DiffusionRequest request) {
        try {
            return new WorkerMessage.Done(engine.run(request, new Reporter()));
        } catch (CancellationException e) {
            return new WorkerMessage.Cancelled();
        } catch (LiveryException e) {
            return failed(e);
        } catch (RuntimeException | Error e) {
            // The editor must hear of anything, or it would wait for ever.
            log(e);
            return new WorkerMessage.Failed(
                    "The image engine failed: %s.".formatted(e),
                    "This is a mistake in AI Livery; please report it with the engine's log.");
        }
    }

    private static WorkerMessage failed(LiveryException e) {
        log(e);
        return new WorkerMessage.Failed(e.getMessage(), e.advice());
    }

    private static void log(Throwable failure) {
        failure.printStackTrace(System.err);
    }

    private void send(WorkerMessage message) {
        try {
            channel.send(channel.pack(message));
        } catch (IOException e) {
            log(e);
            end(1);
        }
    }

    private final class Reporter implements EngineListener {
        @Override
        public void onProgress(EngineProgress progress) {
            send(new WorkerMessage.Progressed(progress));
        }

        @Override
        public void onPreview(RgbImage picture) {
            try {
                send(new WorkerMessage.Previewed(picture));
            } catch (LiveryException e) {
                // A drive without room for a preview is no reason to lose the picture.
                log(e);
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
