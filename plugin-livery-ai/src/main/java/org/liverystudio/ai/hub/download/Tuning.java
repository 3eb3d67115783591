package org.liverystudio.ai.hub.download;

import java.time.Duration;

/**
 * How a download is cut up.
 *
 * @param pieceBytes what is lost at most, for each connection, when it is cut
 * @param spanPieces most pieces of one request
 * @param connections at the same time
 * @param stall a connection that brings no byte for so long is given up
 * @param mostFailures in a row on one connection before the download ends
 */
record Tuning(int pieceBytes, int spanPieces, int connections, Duration stall, int mostFailures) {
    /** 64 MiB a request keep the number of requests low; six connections fill most lines. */
    static final Tuning USUAL = new Tuning(1 << 20, 64, 6, Duration.ofSeconds(20), 8);
}
