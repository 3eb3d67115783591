package org.liverystudio.ai.hub.download;

import java.util.Optional;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * An answer whose bytes are still to be read.
 *
 * @param ended called when it is closed
 */
record OpenBytes(Response response, Runnable ended) implements AutoCloseable {
    /** The server's own name for the content; weak ones are no good for ranges. */
    Optional<String> strongEtag() {
        return Optional.ofNullable(response.header("ETag")).filter(name -> name.startsWith("\""));
    }

    BufferedSource source() {
        return response.body().source();
    }

    @Override
    public void close() {
        try {
            response.close();
        } finally {
            ended.run();
        }
    }
}
