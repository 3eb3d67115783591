package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;

/**
 * One run in a worker process, seen from the editor: passes on progress and the wish to stop, and
 * watches that the worker keeps talking.
 */
final class WorkerRun {
    /** How often a wish to cancel is looked for. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** How a run ends. */
    sealed interface End {
        record Made(DiffusionResult result) implements End {}

        record Failed(String text, String advice) implements End {}

        record Cancelled() implements End {}

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
    private Optional<Pause> sinceCancel = Optional.empty();

    WorkerRun(WorkerProcess process, EngineListener listener, Patience patience) {
        this.process = process;
        this.listener = listener;
        this.patience = patience;
    }

    /** Time of which this process saw something: not while it, or the computer, was asleep. */
    private static final class Pause {
        private Duration length = Duration.ZERO;

        void glance() {
            length = length.plus(GLANCE);
        }

        boolean isLongerThan(Duration limit) {
            return length.compareTo(limit) > 0;
        }
    }

    /** Sends the request and returns when the run has ended, one way or another. */
    End make(DiffusionRequest request) throws InterruptedException {
        process.send(new WorkerMessage.Run(request));
        Pause silence = new Pause();
        long heard = process.messagesHeard();
        while (true) {
            cancelIfAsked();
            Optional<WorkerProcess.Event> event = process.next(GLANCE);
            Optional<End> end = event.flatMap(this::end);
            if (end.isPresent()) {
                return end.get();
            }
            if (process.messagesHeard() != heard) {
                heard = process.messagesHeard();
                silence = new Pause();
            } else if (event.isEmpty()) {
                silence.glance();
            }
            if (silence.isLongerThan(patience.silence())) {
                return heard == 0 ? new End.NeverCame() : new End.Silent();
            }
            if (sinceCancel.isPresent() && sinceCancel.get().isLongerThan(patience.cancel())) {
                return new End.Stubborn();
            }
        }
    }

    private void cancelIfAsked() {
        sinceCancel.ifPresent(Pause::glance);
        if (sinceCancel.isEmpty() && listener.isCancelled()) {
            sinceCancel = Optional.of(new Pause());
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
