package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * An answer whose bytes are still to be read.
 *
 * @param ended called when it is closed
 */
record OpenBytes(Response response, Runnable ended) implements AutoCloseable {
    private static final long MOST_TEXT_BYTES = 16 << 20;

    /** The server's own name for the content; weak ones are no good for ranges. */
    Optional<String> strongEtag() {
        return Optional.ofNullable(response.header("ETag")).filter(name -> name.startsWith("\""));
    }

    BufferedSource source() {
        return response.body().source();
    }

    /**
     * All of it.
     *
     * @throws IOException if it is too long to be a page, or ends early
     */
    String text() throws IOException {
        if (source().request(MOST_TEXT_BYTES + 1)) {
            throw new IOException("the answer is longer than %d bytes".formatted(MOST_TEXT_BYTES));
        }
        return source().readUtf8();
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
