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
import org.liverystudio.host.LiveryException;

/**
 * The worker process: reads requests from standard input, runs them, and answers on standard
 * output. It ends with the process that started it.
 */
final class WorkerMain {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final MessageChannel channel;
    private final DiffusionEngine engine;
    private final ExecutorService runner = Executors.newSingleThreadExecutor();
    private volatile boolean cancelled;

    private WorkerMain(MessageChannel channel, DiffusionEngine engine) {
        this.channel = channel;
        this.engine = engine;
    }

    /**
     * @param arguments the folder for native libraries
     */
    public static void main(String[] arguments) throws IOException {
        OutputStream wire = new FileOutputStream(FileDescriptor.out);
        // Whatever prints in Java goes to the log.
        System.setOut(System.err);
        dieWithParent();
        MessageChannel channel = new MessageChannel(System.in, wire, System.err::write);
        DiffusionEngine engine = new InProcessEngine(Path.of(arguments[0]));
        new WorkerMain(channel, engine).serve();
    }

    /**
     * The end of standard input tells the same, but on Windows another child of the editor may have
     * inherited the pipe and keep it open.
     */
    private static void dieWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    private void serve() throws IOException {
        startHeartbeat();
        Optional<WorkerMessage> message = channel.receive();
        while (message.isPresent()) {
            switch (message.get()) {
                case WorkerMessage.Run run -> {
                    cancelled = false;
                    runner.execute(() -> answer(run.request()));
                }
                case WorkerMessage.Cancel _ -> cancelled = true;
                case WorkerMessage.Alive _,
                        WorkerMessage.Progressed _,
                        WorkerMessage.Done _,
                        WorkerMessage.Cancelled _,
                        WorkerMessage.Failed _ ->
                        throw new IOException("The editor sent an answer: " + message.get());
            }
            message = channel.receive();
        }
        // Not exit: native code in the middle of a block would hold up an orderly end.
        Runtime.getRuntime().halt(0);
    }

    private void startHeartbeat() {
        ScheduledExecutorService heart =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("heartbeat").daemon().factory());
        long period = HEARTBEAT.toMillis();
        heart.scheduleAtFixedRate(
                () -> send(new WorkerMessage.Alive()), 0, period, TimeUnit.MILLISECONDS);
    }

    private void answer(DiffusionRequest request) {
        send(result(request));
    }

    private WorkerMessage result(DiffusionRequest request) {
        try {
            return new WorkerMessage.Done(engine.run(request, new Reporter()));
        } catch (CancellationException e) {
            return new WorkerMessage.Cancelled();
        } catch (LiveryException e) {
            log(e);
            return new WorkerMessage.Failed(e.getMessage(), e.advice());
        } catch (RuntimeException | Error e) {
            // The editor must hear of anything, or it would wait for ever.
            log(e);
            return new WorkerMessage.Failed(
                    "The image engine failed: %s.".formatted(e),
                    "This is a mistake in AI Livery; please report it with the engine's log.");
        }
    }

    private static void log(Throwable failure) {
        failure.printStackTrace(System.err);
    }

    private void send(WorkerMessage message) {
        try {
            channel.send(message);
        } catch (IOException e) {
            log(e);
            Runtime.getRuntime().halt(1);
        }
    }

    private final class Reporter implements EngineListener {
        @Override
        public void onProgress(EngineProgress progress) {
            send(new WorkerMessage.Progressed(progress));
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
