package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker process that was started, and the thread that listens to it. */
final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** Much longer than a killed process takes, even while the system frees gigabytes. */
    private static final long KILL_SECONDS = 10;

    /** What the listening thread hands over: a message, or that no more will come. */
    sealed interface Event {
        record Message(WorkerMessage message) implements Event {}

        record Ended() implements Event {}
    }

    private final Process process;
    private final MessageChannel channel;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile long lastHeard = System.nanoTime();

    WorkerProcess(Process process) {
        this.process = process;
        this.channel =
                new MessageChannel(
                        process.getInputStream(),
                        process.getOutputStream(),
                        stray -> LOG.debug("The worker printed byte {}", stray));
        Thread.ofPlatform().name("livery-worker-reader").daemon().start(this::listen);
    }

    private void listen() {
        try {
            Optional<WorkerMessage> message = channel.receive();
            while (message.isPresent()) {
                lastHeard = System.nanoTime();
                if (!(message.get() instanceof WorkerMessage.Alive)) {
                    events.add(new Event.Message(message.get()));
                }
                message = channel.receive();
            }
        } catch (IOException e) {
            LOG.warn("The engine's worker process sent what is no message", e);
            process.destroyForcibly();
        }
        events.add(new Event.Ended());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void send(WorkerMessage message) throws IOException {
        channel.send(message);
    }

    /** The next event, or empty if none comes in time. */
    Optional<Event> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** How long the worker has been silent; it sends heartbeats even while it computes. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** How a worker that has ended did so. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /**
     * Ends the process at once and waits until it is gone: the system takes back all of its memory,
     * and on Windows only then its jars can be deleted.
     */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Expected where the worker is gone already.
            LOG.debug("The pipe to the worker was closed by the other side", e);
        }
        process.destroyForcibly();
        try {
            if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The engine's worker process {} does not end", process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
