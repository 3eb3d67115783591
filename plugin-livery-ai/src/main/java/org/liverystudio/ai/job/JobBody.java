package org.liverystudio.ai.job;

import java.util.function.Supplier;
import org.liverystudio.ai.engine.DiffusionEngine;

/** The work of a job. */
@FunctionalInterface
interface JobBody {
    /**
     * @param engine gives the engine, starting it if need be
     * @param job hears where the work stands and says when to stop
     * @throws org.liverystudio.host.LiveryException if it failed
     * @throws java.util.concurrent.CancellationException once it stopped because it was told to
     */
    GenerationResult run(Supplier<DiffusionEngine> engine, Job job);
}
