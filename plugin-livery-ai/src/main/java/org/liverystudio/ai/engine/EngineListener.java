package org.liverystudio.ai.engine;

/** Hears how a run goes on and may stop it; called on the thread that runs the request. */
public interface EngineListener {
    void onProgress(EngineProgress progress);

    /**
     * How a picture looks so far, small; only if the request asks for previews, and twice a second
     * at most. Of several pictures that are made together the first is shown.
     */
    default void onPreview(RgbImage picture) {}

    /** Asked between the blocks of a network; once true, the run ends soon. */
    boolean isCancelled();
}
