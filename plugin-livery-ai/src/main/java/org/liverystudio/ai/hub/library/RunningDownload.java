package org.liverystudio.ai.hub.library;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.hub.download.DownloadProgress;
import org.liverystudio.host.LiveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A download in the background, for a window to watch and to steer. */
public final class RunningDownload {
    private static final Logger LOG = LoggerFactory.getLogger(RunningDownload.class);

    /** Where it stands. It leaves {@link Active} once and never comes back. */
    public sealed interface State {
        sealed interface Active extends State {}

        sealed interface Ended extends State {}

        /** The hub is asked what there is. */
        record Preparing() implements Active {}

        /** Also while paused; the progress tells. */
        record Fetching(DownloadProgress progress) implements Active {}

        record Finished(ModelSet set) implements Ended {}

        record Cancelled() implements Ended {}

        /** What is finished stays; a new download goes on from there. */
        record Failed(LiveryException reason) implements Ended {}
    }

    private final DownloadControl control = new DownloadControl();
    private final Consumer<State> listener;
    private volatile State state = new State.Preparing();

    private RunningDownload(Consumer<State> listener) {
        this.listener = listener;
    }

    /**
     * @param name of a set or a model of the hub
     * @param listener called on a thread of the download at each change
     */
    public static RunningDownload start(
            ModelLibrary library, String name, Consumer<State> listener) {
        RunningDownload download = new RunningDownload(listener);
        Thread.ofVirtual().name("model download").start(() -> download.run(library, name));
        return download;
    }

    private void run(ModelLibrary library, String name) {
        enter(state);
        try {
            ModelSet set = library.find(name);
            library.fetch(set, control, progress -> enter(new State.Fetching(progress)));
            enter(new State.Finished(set));
        } catch (CancellationException e) {
            enter(new State.Cancelled());
        } catch (LiveryException e) {
            LOG.warn("A model download ended", e);
            enter(new State.Failed(e));
        } catch (RuntimeException e) {
            LOG.error("A model download ended", e);
            enter(
                    new State.Failed(
                            new LiveryException(
                                    "The download ended with an error of the program: %s."
                                            .formatted(e),
                                    "Start it again; finished parts stay. The log has the details.",
                                    e)));
        }
    }

    private void enter(State next) {
        state = next;
        listener.accept(next);
    }

    public State state() {
        return state;
    }

    public void pause() {
        control.pause();
    }

    public void resume() {
        control.resume();
    }

    public void cancel() {
        control.cancel();
    }

    /**
     * @param bytesPerSecond most to take, or {@link DownloadControl#UNLIMITED}
     */
    public void limit(long bytesPerSecond) {
        control.limit(bytesPerSecond);
    }
}
