package org.liverystudio.editor.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end by itself after Ctrl+C.
 *
 * <p>The JVM begins to shut down at once, but waits for this hook, and this hook waits for the
 * command: it sees {@link #isPressed}, cleans up and comes to its end. The JVM then exits with 130
 * (143 after a kill).
 */
public final class CtrlC {
    private final Duration patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean pressed;

    CtrlC(Duration patience) {
        this.patience = patience;
    }

    /** Watches from now on. */
    public static CtrlC watch() {
        CtrlC watch = new CtrlC(Duration.ofSeconds(10));
        Runtime.getRuntime().addShutdownHook(new Thread(watch::shutDown, "ctrl-c"));
        return watch;
    }

    /** Whether the user wants the command to end. */
    public boolean isPressed() {
        return pressed;
    }

    /** The command is over; nothing needs to wait. */
    public void ended() {
        ended.countDown();
    }

    void shutDown() {
        pressed = true;
        try {
            // One that does not listen is cut off; what it writes appears whole or not at all.
            ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
