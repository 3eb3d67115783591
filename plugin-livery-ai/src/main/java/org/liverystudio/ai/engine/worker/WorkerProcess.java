package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

        /** What came is no message, and nothing after it can be trusted. */
        record Garbled(IOException reason) implements Event {}

        record Ended() implements Event {}
    }

    private final Process process;
    private final PrivateFolder folder;
    private final MessageChannel channel;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** A worker that does not read would block who writes, so this thread does. */
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("livery-worker-writer").daemon().factory());

    private final AtomicLong heard = new AtomicLong();

    /**
     * @param folder for what the two hand over; deleted with the process
     */
    WorkerProcess(Process process, PrivateFolder folder) {
        this.process = process;
        this.folder = folder;
        this.channel =
                new MessageChannel(
                        process.getInputStream(),
                        process.getOutputStream(),
                        new Parcels(folder.path(), "editor"),
                        stray -> LOG.debug("The worker printed byte {}", stray));
        Thread.ofPlatform().name("livery-worker-reader").daemon().start(this::listen);
    }

    private void listen() {
        try {
            Optional<WorkerMessage> message = channel.receive();
            while (message.isPresent()) {
                heard.incrementAndGet();
                if (!(message.get() instanceof WorkerMessage.Alive)) {
                    events.add(new Event.Message(message.get()));
                }
                message = channel.receive();
            }
            events.add(new Event.Ended());
        } catch (IOException e) {
            events.add(new Event.Garbled(e));
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns at once. That a worker cannot be written to shows as the end of its messages.
     *
     * @throws org.liverystudio.host.LiveryException if there is no room for the message's pictures
     */
    void send(WorkerMessage message) {
        MessageChannel.Frame frame = channel.pack(message);
        writer.execute(
                () -> {
                    try {
                        channel.send(frame);
                    } catch (IOException e) {
                        LOG.debug("The worker {} cannot be written to", process.pid(), e);
                    }
                });
    }

    /** The next event, or empty if none comes in time. */
    Optional<Event> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Counts heartbeats too: a worker that is well is never silent for long. */
    long messagesHeard() {
        return heard.get();
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
        // First, since a writer that waits for it would hold up all that follows.
        process.destroyForcibly();
        writer.shutdown();
        try {
            if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The engine's worker process {} does not end", process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closePipe();
        folder.close();
    }

    private void closePipe() {
        try {
            channel.close();
        } catch (IOException e) {
            // Expected: the other side is gone.
            LOG.debug("The pipe to the worker {} was closed already", process.pid(), e);
        }
    }
}
