package org.liverystudio.ai.engine;

/** Hears how a run goes on and may stop it; called on the thread that runs the request. */
public interface EngineListener {
    void onProgress(EngineProgress progress);

    /** Asked between the blocks of a network; once true, the run ends soon. */
    boolean isCancelled();
}
