package org.liverystudio.ai.engine.worker;

import java.time.Duration;

/**
 * How long the editor waits for a worker.
 *
 * @param silence without a heartbeat before it counts as hung; it sends one each second, also while
 *     it computes
 * @param cancel for a cancelled run to end by itself
 */
record Patience(Duration silence, Duration cancel) {
    /** A computer that swaps may keep a healthy worker from answering for many seconds. */
    static Patience usual() {
        return new Patience(Duration.ofSeconds(90), Duration.ofSeconds(10));
    }
}
