package org.liverystudio.editor.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.liverystudio.editor.app.ObservableTask;
import org.liverystudio.editor.app.TaskRunner;
import org.liverystudio.editor.app.TaskStatus;
import org.liverystudio.host.Subscription;

/**
 * What the status bar says about work in the background: the task that was started last, and how
 * many more there are. Tasks report from their own threads and often; many reports become one.
 */
final class TasksModel implements AutoCloseable {
    /**
     * What is shown.
     *
     * @param text title and message
     * @param fraction 0 to 1, or negative while the share is unknown
     * @param cancellable false once it was asked to stop
     */
    record Shown(String text, double fraction, boolean cancellable, ObservableTask task) {}

    private final TaskRunner runner;
    private final Executor ui;
    private final AtomicBoolean refreshQueued = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Subscription changes;

    /**
     * @param ui runs tasks on the thread of the user interface
     */
    TasksModel(TaskRunner runner, Executor ui) {
        this.runner = runner;
        this.ui = ui;
        changes = runner.onChange(task -> queueRefresh());
    }

    private void queueRefresh() {
        if (refreshQueued.compareAndSet(false, true)) {
            ui.execute(
                    () -> {
                        refreshQueued.set(false);
                        shown.set(now());
                    });
        }
    }

    private Optional<Shown> now() {
        List<ObservableTask> active = runner.active();
        return active.isEmpty() ? Optional.empty() : describe(active.getLast(), active.size() - 1);
    }

    private static Optional<Shown> describe(ObservableTask task, int others) {
        String title = others == 0 ? task.title() : task.title() + " (+" + others + ")";
        return switch (task.status()) {
            case TaskStatus.Waiting() ->
                    Optional.of(new Shown(title + ": waiting", -1, true, task));
            case TaskStatus.Working(double fraction, String message) ->
                    Optional.of(new Shown(joined(title, message), fraction, true, task));
            case TaskStatus.Cancelling() ->
                    Optional.of(new Shown(title + ": stopping", -1, false, task));
            case TaskStatus.Ended ended -> Optional.empty();
        };
    }

    private static String joined(String title, String message) {
        return message.isEmpty() ? title : title + ": " + message;
    }

    /** Empty while nothing runs. */
    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void cancelShown() {
        shown.get().ifPresent(task -> task.task().cancel());
    }

    @Override
    public void close() {
        changes.close();
    }
}
