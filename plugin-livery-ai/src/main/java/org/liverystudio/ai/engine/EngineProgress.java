package org.liverystudio.ai.engine;

import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param phase what is being done
 * @param done units of this phase that are finished: passes of the networks while denoising and
 *     refining, pictures while enlarging and decoding
 * @param total units of this phase, at least 1
 * @param pace how quickly it goes; empty until there is something to tell it from
 */
public record EngineProgress(Phase phase, int done, int total, Optional<Pace> pace) {
    /** Without a pace. */
    public EngineProgress(Phase phase, int done, int total) {
        this(phase, done, total, Optional.empty());
    }

    /** The parts of a run, in their order. */
    public enum Phase {
        STARTING,
        LOADING,
        ENCODING_PROMPT,
        /** Only with an initial image. */
        ENCODING_PICTURE,
        DENOISING,
        /** Only with later passes, and then for each of them. */
        ENLARGING,
        /** As {@link #ENLARGING}. */
        REFINING,
        DECODING
    }
}
