package org.liverystudio.editor.app;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.liverystudio.host.TaskProgress;
import org.liverystudio.host.Tasks;

/** One task from its start to its end: its body, its status and its outcome. */
final class RunnableTask<T> implements Runnable, Tasks.Running<T>, ObservableTask, TaskProgress {
    private final String title;
    private final Consumer<ObservableTask> changed;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicReference<TaskStatus> status =
            new AtomicReference<>(new TaskStatus.Waiting());
    private volatile boolean cancelRequested;

    /** Dropped when the task ends: a body may hold a plugin's classes. */
    private Tasks.Body<T> body;

    RunnableTask(String title, Tasks.Body<T> body, Consumer<ObservableTask> changed) {
        this.title = title;
        this.body = body;
        this.changed = changed;
    }

    @Override
    public void run() {
        if (cancelRequested) {
            endCancelled();
            return;
        }
        become(new TaskStatus.Working(-1, ""));
        try {
            T value = body.run(this);
            end(new TaskStatus.Succeeded());
            result.complete(value);
        } catch (Throwable failure) { // also errors: a task must end, whatever its body throws
            endFailed(failure);
        }
    }

    private void endFailed(Throwable failure) {
        // What a body throws after a cancel is how it stopped, not a failure of its own.
        if (cancelRequested || failure instanceof CancellationException) {
            endCancelled();
            return;
        }
        end(new TaskStatus.Failed(failure));
        result.completeExceptionally(failure);
    }

    private void endCancelled() {
        end(new TaskStatus.Cancelled());
        result.completeExceptionally(new CancellationException(title + " was cancelled."));
    }

    private void end(TaskStatus.Ended ended) {
        body = null;
        become(ended);
    }

    private void become(TaskStatus next) {
        TaskStatus before =
                status.getAndUpdate(now -> now instanceof TaskStatus.Ended ? now : next);
        if (!(before instanceof TaskStatus.Ended)) {
            changed.accept(this);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public TaskStatus status() {
        return status.get();
    }

    @Override
    public void cancel() {
        cancelRequested = true;
        become(new TaskStatus.Cancelling());
    }

    @Override
    public CompletionStage<T> result() {
        return result; // not a copy: copies wrap every failure in a CompletionException
    }

    @Override
    public void update(double fraction, String message) {
        if (!cancelRequested) {
            become(new TaskStatus.Working(Math.min(fraction, 1), message));
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelRequested;
    }
}
