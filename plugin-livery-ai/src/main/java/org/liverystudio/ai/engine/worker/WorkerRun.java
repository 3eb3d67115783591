package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.RgbImage;

/**
 * One run in a worker process, seen from the editor: passes on progress and the wish to stop, and
 * watches that the worker keeps talking.
 */
final class WorkerRun {
    /** How often a wish to cancel is looked for. */
    static final Duration GLANCE = Duration.ofMillis(100);

    /** How a run ends. */
    sealed interface End {
        record Made(DiffusionResult result) implements End {}

        record Failed(String text, String advice) implements End {}

        record Cancelled() implements End {}

        /** Told to stop, it still is in the middle of a block; {@link #stop} sees it end. */
        record Stopping() implements End {}

        /** The worker is gone or of no more use. */
        sealed interface Lost extends End {}

        record Died() implements Lost {}

        record Garbled(IOException reason) implements Lost {}

        /** It was well and then fell silent. */
        record Silent() implements Lost {}

        /** It never said a word. */
        record NeverCame() implements Lost {}

        /** It goes on although it was told to stop. */
        record Stubborn() implements Lost {}
    }

    private final WorkerProcess process;
    private final EngineListener listener;
    private final Patience patience;
    private Optional<Duration> sinceCancel = Optional.empty();

    WorkerRun(WorkerProcess process, EngineListener listener, Patience patience) {
        this.process = process;
        this.listener = listener;
        this.patience = patience;
    }

    /** Measures time of which this process saw something: not while it, or the computer, slept. */
    private static final class Watch {
        private static final Duration LONGEST_LAP = GLANCE.multipliedBy(2);

        private long last = System.nanoTime();

        Duration lap() {
            long now = System.nanoTime();
            Duration lap = Duration.ofNanos(now - last);
            last = now;
            return lap.compareTo(LONGEST_LAP) < 0 ? lap : LONGEST_LAP;
        }
    }

    /** Sends the request and returns when the run has ended, or soon after it was told to stop. */
    End make(DiffusionRequest request) throws InterruptedException {
        process.send(new WorkerMessage.Run(request));
        return follow(patience.goodbye(), new End.Stopping());
    }

    /** Waits for a run that is stopping. */
    End stop() throws InterruptedException {
        return follow(patience.cancel(), new End.Stubborn());
    }

    /**
     * @param cancelLimit how long to wait after the run was told to stop
     * @param afterLimit what to return then
     */
    private End follow(Duration cancelLimit, End afterLimit) throws InterruptedException {
        Watch watch = new Watch();
        Duration silence = Duration.ZERO;
        long heard = process.messagesHeard();
        while (true) {
            cancelIfAsked();
            Optional<End> end = process.next(GLANCE).flatMap(this::end);
            if (end.isPresent()) {
                return end.get();
            }
            Duration lap = watch.lap();
            silence = process.messagesHeard() == heard ? silence.plus(lap) : Duration.ZERO;
            heard = process.messagesHeard();
            Duration limit = heard == 0 ? patience.start() : patience.silence();
            if (silence.compareTo(limit) > 0) {
                return heard == 0 ? new End.NeverCame() : new End.Silent();
            }
            sinceCancel = sinceCancel.map(time -> time.plus(lap));
            if (sinceCancel.isPresent() && sinceCancel.get().compareTo(cancelLimit) > 0) {
                return afterLimit;
            }
        }
    }

    private void cancelIfAsked() {
        if (sinceCancel.isEmpty() && listener.isCancelled()) {
            sinceCancel = Optional.of(Duration.ZERO);
            process.send(new WorkerMessage.Cancel());
        }
    }

    private Optional<End> end(WorkerProcess.Event event) {
        return switch (event) {
            case WorkerProcess.Event.Ended _ -> Optional.of(new End.Died());
            case WorkerProcess.Event.Garbled(IOException reason) ->
                    Optional.of(new End.Garbled(reason));
            case WorkerProcess.Event.Message(WorkerMessage message) -> end(message);
        };
    }

    private Optional<End> end(WorkerMessage message) {
        return switch (message) {
            case WorkerMessage.Progressed(EngineProgress progress) -> {
                if (sinceCancel.isEmpty()) {
                    listener.onProgress(progress);
                }
                yield Optional.empty();
            }
            case WorkerMessage.Previewed(RgbImage picture) -> {
                if (sinceCancel.isEmpty()) {
                    listener.onPreview(picture);
                }
                yield Optional.empty();
            }
            case WorkerMessage.Done(DiffusionResult result) -> Optional.of(new End.Made(result));
            case WorkerMessage.Cancelled _ -> Optional.of(new End.Cancelled());
            case WorkerMessage.Failed(String text, String advice) ->
                    Optional.of(new End.Failed(text, advice));
            case WorkerMessage.Alive _, WorkerMessage.Run _, WorkerMessage.Cancel _ ->
                    Optional.of(
                            new End.Garbled(
                                    new IOException("The worker sent a request: " + message)));
        };
    }

    /** Whether the run was told to stop, so that nobody waits for its end. */
    boolean isCancelled() {
        return sinceCancel.isPresent();
    }
}
