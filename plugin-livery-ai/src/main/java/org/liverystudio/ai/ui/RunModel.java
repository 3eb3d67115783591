package org.liverystudio.ai.ui;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.job.Generation;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.job.JobState;
import org.liverystudio.ai.job.ProgressText;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.TaskProgress;
import org.liverystudio.host.Tasks;
import org.liverystudio.host.ToolContext;

/** Runs generations as tasks of the host and tells how they go. */
final class RunModel {
    private final ToolContext context;
    private final JobQueue queue;
    private final Executor fx;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<LiveryException>> error =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RgbImage>> preview =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Tasks.Running<JobState.Ended>> task = Optional.empty();

    /**
     * @param fx runs work on the JavaFX thread
     */
    RunModel(ToolContext context, JobQueue queue, Executor fx) {
        this.context = context;
        this.queue = queue;
        this.fx = fx;
    }

    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** 0 to 1, negative while nobody can tell. */
    ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Why the last generation failed. */
    ReadOnlyObjectProperty<Optional<LiveryException>> error() {
        return error.getReadOnlyProperty();
    }

    /** How the picture in the making looks so far. */
    ReadOnlyObjectProperty<Optional<RgbImage>> preview() {
        return preview.getReadOnlyProperty();
    }

    void start(Generation generation) {
        error.set(Optional.empty());
        busy.set(true);
        Tasks.Running<JobState.Ended> started =
                context.tasks().start("AI Livery", progress -> run(generation, progress));
        task = Optional.of(started);
        started.result().whenComplete((_, problem) -> fx.execute(() -> ended(started, problem)));
    }

    /** A task that was cancelled before it began, or broke, has told nothing yet. */
    private void ended(Tasks.Running<JobState.Ended> which, Throwable problem) {
        if (problem != null && task.filter(which::equals).isPresent()) {
            apply(outcome(problem));
        }
    }

    private static JobState.Ended outcome(Throwable problem) {
        return switch (problem) {
            case CancellationException _ -> new JobState.Cancelled();
            case CompletionException wrapped when wrapped.getCause() != null ->
                    outcome(wrapped.getCause());
            case LiveryException reason -> new JobState.Failed(reason);
            default ->
                    new JobState.Failed(
                            new LiveryException(
                                    "Generating failed unexpectedly (%s).".formatted(problem),
                                    "The document is unharmed; try again.",
                                    problem));
        };
    }

    private JobState.Ended run(Generation generation, TaskProgress progress) {
        try {
            return queue.submit(generation, progress::isCancelled, state -> show(state, progress))
                    .await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ended(new JobState.Cancelled());
        } catch (LiveryException e) {
            return ended(new JobState.Failed(e));
        }
    }

    private JobState.Ended ended(JobState.Ended state) {
        fx.execute(() -> apply(state));
        return state;
    }

    private void show(JobState state, TaskProgress progress) {
        if (state instanceof JobState.Active) {
            progress.update(ProgressText.fraction(state), ProgressText.of(state));
        }
        fx.execute(() -> apply(state));
    }

    private void apply(JobState state) {
        switch (state) {
            case JobState.Active _ -> {
                fraction.set(ProgressText.fraction(state));
                text.set(ProgressText.of(state));
                preview(state).ifPresent(picture -> preview.set(Optional.of(picture)));
            }
            case JobState.Failed(LiveryException reason) -> {
                error.set(Optional.of(reason));
                end("");
            }
            case JobState.Cancelled _ -> end(ProgressText.of(state));
            case JobState.Finished _ -> {
                context.showStatus("AI Livery: " + ProgressText.of(state));
                end(ProgressText.of(state));
            }
        }
    }

    private static Optional<RgbImage> preview(JobState state) {
        return switch (state) {
            case JobState.Denoising(_, _, _, var picture) -> picture;
            case JobState.Refining(_, _, _, var picture) -> picture;
            case JobState.Active _, JobState.Ended _ -> Optional.empty();
        };
    }

    /** Being busy ends last: who waits for that finds everything else in place. */
    private void end(String last) {
        fraction.set(0);
        preview.set(Optional.empty());
        text.set(last);
        task = Optional.empty();
        busy.set(false);
    }

    /** Holds from the first moment on, whether the job already waits, runs, or is yet to come. */
    void cancel() {
        task.ifPresent(Tasks.Running::cancel);
    }
}
