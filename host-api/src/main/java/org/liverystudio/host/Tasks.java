package org.liverystudio.host;

import java.util.concurrent.CompletionStage;

/** Long work off the user interface's thread, shown in the status bar with a way to cancel it. */
public interface Tasks {
    /** The work of a task. */
    @FunctionalInterface
    interface Body<T> {
        T run(TaskProgress progress) throws Exception;
    }

    /** A task that was started. */
    interface Running<T> {
        /**
         * The outcome; completes exceptionally with {@link
         * java.util.concurrent.CancellationException} after a cancel, otherwise with what the body
         * threw. Runs dependents on the task's thread.
         */
        CompletionStage<T> result();

        /** Asks the task to stop; it ends when its body notices. */
        void cancel();
    }

    /**
     * Starts a task.
     *
     * @param title shown before the progress message
     */
    <T> Running<T> start(String title, Body<T> body);
}
