package org.liverystudio.ai.engine.worker;

import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.RgbImage;

/** What the editor and its worker process tell each other. */
sealed interface WorkerMessage {
    /** To the worker: make these pictures. One at a time. */
    record Run(DiffusionRequest request) implements WorkerMessage {}

    /** To the worker: end the run in progress. */
    record Cancel() implements WorkerMessage {}

    /** From the worker, now and then: it lives. */
    record Alive() implements WorkerMessage {}

    /** From the worker: where the run stands. */
    record Progressed(EngineProgress progress) implements WorkerMessage {}

    /** From the worker: how a picture looks so far. */
    record Previewed(RgbImage picture) implements WorkerMessage {}

    /** From the worker: the run is done. */
    record Done(DiffusionResult result) implements WorkerMessage {}

    /** From the worker: the run ended as {@link Cancel} asked. */
    record Cancelled() implements WorkerMessage {}

    /** From the worker: the run failed; both texts are for people. */
    record Failed(String message, String advice) implements WorkerMessage {}
}
