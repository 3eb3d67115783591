package org.liverystudio.ai.engine;

import org.liverystudio.host.LiveryException;

/** Runs diffusion requests, one at a time; models stay loaded between runs. */
public interface DiffusionEngine extends AutoCloseable {
    /**
     * Makes the pictures of a request.
     *
     * @throws LiveryException if a model file is missing or unusable, memory does not suffice, or
     *     the engine died; the next run starts afresh
     * @throws java.util.concurrent.CancellationException if the listener asked to stop
     */
    DiffusionResult run(DiffusionRequest request, EngineListener listener);

    /** Releases models and processes; a run in progress ends. */
    @Override
    void close();
}
