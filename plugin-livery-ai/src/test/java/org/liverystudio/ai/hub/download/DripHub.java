package org.liverystudio.ai.hub.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.hub.catalogue.HubFixture;

/**
 * A hub with one file on a line of a fixed speed, which counts the bytes that it really sent: for
 * programs that are killed in the middle of an answer.
 */
public final class DripHub implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int DRIP_BYTES = 16 << 10;

    private final HttpServer server;
    private final byte[] content;
    private final String commit;
    private final String etag;
    private final RateLimit line;
    private final AtomicLong bytesSent = new AtomicLong();
    private volatile boolean refuses;

    public DripHub(byte[] content, String commit, long bytesPerSecond) throws IOException {
        this.content = content;
        this.commit = commit;
        etag = HubFixture.sha256(content);
        line = new RateLimit(Time.SYSTEM, () -> bytesPerSecond);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Whether the file is said not to be there. */
    public void refuse(boolean on) {
        refuses = on;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public long bytesSent() {
        return bytesSent.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refuses) {
                exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("X-Repo-Commit", commit);
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + etag + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
            exchange.getResponseHeaders().set("ETag", "\"" + etag + "\"");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            boolean partial = matcher.matches();
            int from = partial ? Integer.parseInt(matcher.group(1)) : 0;
            int to = partial ? Integer.parseInt(matcher.group(2)) + 1 : content.length;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length));
            exchange.sendResponseHeaders(partial ? 206 : 200, to - from);
            drip(exchange.getResponseBody(), from, to);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(OutputStream out, int from, int to) throws IOException, InterruptedException {
        for (int at = from; at < to; at += DRIP_BYTES) {
            int count = Math.min(DRIP_BYTES, to - at);
            Time.SYSTEM.sleep(line.charge(count));
            out.write(content, at, count);
            out.flush();
            bytesSent.addAndGet(count);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
