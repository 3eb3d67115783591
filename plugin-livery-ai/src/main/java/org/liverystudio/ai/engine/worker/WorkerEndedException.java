package org.liverystudio.ai.engine.worker;

import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/** The worker process ended in the middle of a run; nothing but that run is lost. */
public final class WorkerEndedException extends LiveryException {
    private static final long serialVersionUID = 1L;

    /** A JVM that runs out of its heap with ExitOnOutOfMemoryError. */
    private static final int OUT_OF_HEAP = 3;

    /** Systems like Unix add the number of the signal to this. */
    private static final int SIGNAL = 128;

    /** A JVM that got SIGINT, as from Ctrl+C. */
    static final int INTERRUPTED = 130;

    private static final int SIGABRT = 6;
    private static final int SIGBUS = 7;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final int SIGTERM = 15;

    private static final int WINDOWS_ACCESS_VIOLATION = 0xC0000005;
    private static final int WINDOWS_ABORT = 0xC0000409;

    WorkerEndedException(int exitCode, Path log) {
        super(
                "The image engine ended unexpectedly: %s.".formatted(reason(exitCode)),
                "Only this picture is lost; generate again, perhaps at a smaller size. The log is %s."
                        .formatted(log));
    }

    private static String reason(int exitCode) {
        return switch (exitCode) {
            case OUT_OF_HEAP -> "its memory ran out";
            case SIGNAL + SIGKILL, SIGNAL + SIGTERM ->
                    "the system or a person stopped it, most often because memory ran out";
            case SIGNAL + SIGABRT, SIGNAL + SIGSEGV, WINDOWS_ACCESS_VIOLATION, WINDOWS_ABORT ->
                    "its native code crashed";
            case SIGNAL + SIGBUS -> "a model file changed or vanished while it was in use";
            default -> "it exited with code %d".formatted(exitCode);
        };
    }
}
