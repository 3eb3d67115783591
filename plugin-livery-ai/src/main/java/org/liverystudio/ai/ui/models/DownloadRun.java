package org.liverystudio.ai.ui.models;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.download.DownloadProgress;
import org.liverystudio.ai.hub.download.DownloadProgress.FileProgress;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.hub.library.RunningDownload;
import org.liverystudio.ai.hub.library.RunningDownload.State;
import org.liverystudio.host.LiveryException;

/** The download that runs, as windows show it; used on the JavaFX thread only. */
final class DownloadRun {
    private static final int FILES_SHOWN = 4;
    private static final long NANOS_BETWEEN_STATUS_LINES = 1_000_000_000;

    private final Executor fx;
    private final Consumer<String> status;
    private final Consumer<LiveryException> failed;
    private final Consumer<ModelSet> arrived;
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper files = new ReadOnlyStringWrapper("");
    private Optional<RunningDownload> download = Optional.empty();
    private String title = "";
    private long bytesPerSecond;
    private long lastStatus;

    /**
     * @param status tells a line outside the panel
     * @param failed hears why a download ended
     * @param arrived hears of a set that is whole now
     */
    DownloadRun(
            Executor fx,
            Consumer<String> status,
            Consumer<LiveryException> failed,
            Consumer<ModelSet> arrived) {
        this.fx = fx;
        this.status = status;
        this.failed = failed;
        this.arrived = arrived;
    }

    void start(ModelLibrary library, ModelSet set) {
        title = set.title();
        active.set(true);
        paused.set(false);
        fraction.set(-1);
        text.set("Asking the hub …");
        RunningDownload started =
                RunningDownload.start(library, set.name(), state -> fx.execute(() -> apply(state)));
        started.limit(bytesPerSecond);
        download = Optional.of(started);
    }

    private void apply(State state) {
        switch (state) {
            case State.Preparing _ -> {}
            case State.Fetching(DownloadProgress progress) -> {
                fraction.set(progress.fraction());
                text.set(progress.text());
                files.set(words(progress));
                paused.set(progress.paused());
                tellStatus(progress);
            }
            case State.Finished(ModelSet set) -> {
                end("");
                status.accept("%s is here.".formatted(title));
                arrived.accept(set);
            }
            case State.Cancelled _ -> {
                end("Stopped. What has arrived stays; Download goes on from there.");
                status.accept("The download was stopped.");
            }
            case State.Failed(LiveryException reason) -> {
                end("");
                failed.accept(reason);
            }
        }
    }

    private void tellStatus(DownloadProgress progress) {
        long now = System.nanoTime();
        if (now - lastStatus > NANOS_BETWEEN_STATUS_LINES) {
            lastStatus = now;
            status.accept("%s: %s".formatted(title, progress.text()));
        }
    }

    /** The files that are on their way. */
    private static String words(DownloadProgress progress) {
        return progress.files().stream()
                .filter(file -> file.doneBytes() > 0 && !file.isComplete())
                .limit(FILES_SHOWN)
                .map(DownloadRun::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(FileProgress file) {
        return "%s  %d %%".formatted(file.name(), file.doneBytes() * 100 / file.totalBytes());
    }

    /** Being active ends last: who waits for that finds everything else in place. */
    private void end(String words) {
        download = Optional.empty();
        fraction.set(0);
        text.set(words);
        files.set("");
        paused.set(false);
        active.set(false);
    }

    void pause() {
        download.ifPresent(RunningDownload::pause);
    }

    void resume() {
        download.ifPresent(RunningDownload::resume);
    }

    void cancel() {
        download.ifPresent(RunningDownload::cancel);
    }

    /**
     * @param limit bytes a second, 0 for all that the line gives; holds for later downloads too
     */
    void limit(long limit) {
        bytesPerSecond = limit;
        download.ifPresent(running -> running.limit(limit));
    }

    ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    /** 0 to 1, negative while nobody can tell. */
    ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    /** How far it is, how fast, how long still; or how it ended. */
    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** A line for each file on its way. */
    ReadOnlyStringProperty files() {
        return files.getReadOnlyProperty();
    }
}
