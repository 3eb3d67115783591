package org.liverystudio.ai.engine.worker;

import java.time.Duration;

/**
 * How long the editor waits for a worker.
 *
 * @param start until it sends its first heartbeat
 * @param silence without a heartbeat before it counts as hung; it sends one each second, also while
 *     it computes
 * @param goodbye for a cancelled run to end, before it is left to end by itself
 * @param cancel for such a run until its worker counts as hung; the autoencoder's largest blocks
 *     take about 10 s on two cores, more where others use them
 */
record Patience(Duration start, Duration silence, Duration goodbye, Duration cancel) {
    /** A computer that swaps may keep a healthy worker from answering for many seconds. */
    static Patience usual() {
        return new Patience(
                Duration.ofMinutes(3),
                Duration.ofSeconds(90),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }
}
