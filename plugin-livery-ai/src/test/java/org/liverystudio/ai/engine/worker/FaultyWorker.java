package org.liverystudio.ai.engine.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.InProcessEngine;

/**
 * A worker with one fault in it. What ships knows nothing of faults: this program takes its place,
 * and only tests can start it.
 *
 * <p>The fault happens once, in whichever worker comes to it first: it takes away the file that
 * arms it.
 */
final class FaultyWorker {
    private static final String FAULT = "fault";
    private static final String PHASE = "fault.phase";
    private static final String ARMED = "fault.armed";
    private static final String START_DELAY = "fault.start.delay";
    private static final String START_EXIT = "fault.start.exit";

    private FaultyWorker() {}

    /** A worker to whom the fault happens on the thread that computes, as the phase begins. */
    static WorkerCommand command(EnginePlaces places, Fault fault, Phase phase, Path armed)
            throws IOException {
        Files.createFile(armed);
        return command(
                places,
                List.of(
                        "-D%s=%s".formatted(FAULT, fault),
                        "-D%s=%s".formatted(PHASE, phase),
                        "-D%s=%s".formatted(ARMED, armed)));
    }

    /** A worker that needs this long to come up. */
    static WorkerCommand slowStart(EnginePlaces places, long millis) {
        return command(places, List.of("-D%s=%d".formatted(START_DELAY, millis)));
    }

    /** A worker that ends before it reads a word. */
    static WorkerCommand endingAtOnce(EnginePlaces places, int code) {
        return command(places, List.of("-D%s=%d".formatted(START_EXIT, code)));
    }

    private static WorkerCommand command(EnginePlaces places, List<String> options) {
        return new WorkerCommand(places, FaultyWorker.class.getName(), options);
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (Integer.getInteger(START_EXIT) != null) {
            System.exit(Integer.getInteger(START_EXIT));
        }
        Thread.sleep(Long.getLong(START_DELAY, 0));
        Path natives = Path.of(arguments[0]);
        DiffusionEngine engine = new InProcessEngine(natives);
        if (System.getProperty(FAULT) != null) {
            engine =
                    new FaultyEngine(
                            engine,
                            Fault.valueOf(System.getProperty(FAULT)),
                            Phase.valueOf(System.getProperty(PHASE)),
                            Path.of(System.getProperty(ARMED)),
                            natives);
        }
        WorkerMain.serve(Path.of(arguments[1]), engine);
    }

    private record FaultyEngine(
            DiffusionEngine engine, Fault fault, Phase phase, Path armed, Path natives)
            implements DiffusionEngine {
        @Override
        public DiffusionResult run(DiffusionRequest request, EngineListener listener) {
            return engine.run(request, new FaultyListener(listener, this));
        }

        void happenOnce() {
            try {
                if (Files.deleteIfExists(armed)) {
                    fault.happen(natives);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private record FaultyListener(EngineListener listener, FaultyEngine engine)
            implements EngineListener {
        @Override
        public void onProgress(EngineProgress progress) {
            listener.onProgress(progress);
            if (progress.phase() == engine.phase()) {
                engine.happenOnce();
            }
        }

        @Override
        public boolean isCancelled() {
            return listener.isCancelled();
        }
    }
}
