package org.liverystudio.ai.hub.download;

import java.time.Duration;

/**
 * How a download is cut up.
 *
 * @param pieceBytes what is lost at most, for each connection, when it is cut or the program dies
 * @param spanPieces most pieces of one request
 * @param mostConnections at the same time, however fast the line
 * @param filesAtOnce opened at the same time; the connections go to the first that has work
 * @param stall a connection that brings no byte for so long is given up
 * @param mostFailures in a row on one connection, without a byte, before the download ends
 */
record Tuning(
        int pieceBytes,
        int spanPieces,
        int mostConnections,
        int filesAtOnce,
        Duration stall,
        int mostFailures) {
    /**
     * A kill costs half a piece a connection, so pieces are small: 128 KiB. 64 MiB a request keep
     * the number of requests low. With the pauses of {@link BackOff}, 25 failures are about nine
     * minutes: a router that starts anew must not end a night's download.
     */
    static final Tuning USUAL = new Tuning(1 << 17, 512, 16, 4, Duration.ofSeconds(20), 25);
}
