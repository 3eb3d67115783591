package org.liverystudio.ai.engine;

/** Makes engines. */
public final class Engines {
    private Engines() {}

    /**
     * An engine in a process of its own: what the editor and the command line use. Nothing is
     * started before the first run.
     */
    public static DiffusionEngine worker(EnginePlaces places) {
        return new WorkerEngine(places, WorkerEngine.Patience.usual());
    }

    /**
     * An engine in this process; for tests and debugging. One process can load its native libraries
     * for one class loader only, and a native abort ends the whole process.
     */
    public static DiffusionEngine inProcess(EnginePlaces places) {
        return new InProcessEngine(places.cache());
    }
}
