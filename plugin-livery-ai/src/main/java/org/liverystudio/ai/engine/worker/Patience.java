package org.liverystudio.ai.engine.worker;

import java.time.Duration;

/**
 * How long the editor waits for a worker.
 *
 * @param silence without a heartbeat before it counts as hung; it sends one each second, also while
 *     it computes
 * @param goodbye for a cancelled run to end, before it is left to end by itself
 * @param cancel for such a run until its worker counts as hung; the autoencoder's largest blocks
 *     take 13 s on two cores
 */
record Patience(Duration silence, Duration goodbye, Duration cancel) {
    /** A computer that swaps may keep a healthy worker from answering for many seconds. */
    static Patience usual() {
        return new Patience(Duration.ofSeconds(90), Duration.ofSeconds(1), Duration.ofSeconds(60));
    }
}
