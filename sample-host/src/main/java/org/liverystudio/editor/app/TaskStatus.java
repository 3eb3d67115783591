package org.liverystudio.editor.app;

/** Where a task stands. It leaves {@link Active} once and never comes back. */
public sealed interface TaskStatus {
    /** Not over yet. */
    sealed interface Active extends TaskStatus {}

    /** Over. */
    sealed interface Ended extends TaskStatus {}

    /** All threads are busy with other tasks. */
    record Waiting() implements Active {}

    /**
     * At work.
     *
     * @param fraction 0 to 1, or negative while the share is unknown
     * @param message what is being done; may be empty
     */
    record Working(double fraction, String message) implements Active {}

    /** Asked to stop, but still busy with its last step. */
    record Cancelling() implements Active {}

    record Succeeded() implements Ended {}

    record Cancelled() implements Ended {}

    record Failed(Throwable reason) implements Ended {}
}
