package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A request that failed in a way that the downloader knows how to go on from. */
final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How to go on. */
    enum Reason {
        /** The same again after a pause. */
        TRY_AGAIN,
        /** The same again after a pause, and with fewer connections. */
        BUSY,
        /** The signed address has run out: ask the hub for another. */
        ADDRESS_EXPIRED,
        /** The server sends the whole file only: start at its first byte. */
        NO_RANGES,
        /** The file is another one now: start anew. */
        FILE_CHANGED
    }

    private final Reason reason;
    private final transient Optional<Duration> pause;

    TransferException(Reason reason, String message) {
        this(reason, message, Optional.empty());
    }

    /**
     * @param pause what the server asked for
     */
    TransferException(Reason reason, String message, Optional<Duration> pause) {
        super(message);
        this.reason = reason;
        this.pause = pause;
    }

    Reason reason() {
        return reason;
    }

    Optional<Duration> pause() {
        return pause;
    }
}
