package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.liverystudio.ai.hub.catalogue.HubFixture;

/**
 * A hub with one large file, whose bytes lie behind signed addresses of another path. Faults are
 * taken from a queue, one a request for bytes; without a fault it answers as it should.
 */
final class FakeHub implements AutoCloseable {
    /** What goes wrong with one request for bytes. */
    sealed interface Fault {
        record CutAfter(int bytes) implements Fault {}

        record Status(int code) implements Fault {}

        record WrongRange() implements Fault {}

        record WholeFile() implements Fault {}

        record OtherEtag() implements Fault {}

        record FlippedByte() implements Fault {}

        record RedirectToItself() implements Fault {}

        /** Half of the answer, and then silence on an open connection. */
        record Silence() implements Fault {}

        record Nothing() implements Fault {}
    }

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final MockWebServer server = new MockWebServer();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> headStatus = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicInteger signatures = new AtomicInteger();
    private final List<String> tokensSeen = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final byte[] content;
    private final String commit;
    private volatile boolean alwaysWhole;

    FakeHub(byte[] content, String commit) throws IOException {
        this.content = content;
        this.commit = commit;
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return request.getUrl().encodedPath().startsWith("/cdn/")
                                ? bytes(request)
                                : describe(request);
                    }
                });
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getPort());
    }

    /** One more file; all other paths have the first one's content. */
    void add(String path, byte[] more) {
        files.put(path, more);
    }

    private byte[] contentOf(String path) {
        return files.getOrDefault(path, content);
    }

    void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    void forgetFaults() {
        faults.clear();
    }

    void failHead(Integer... codes) {
        headStatus.addAll(List.of(codes));
    }

    void knowNoRanges() {
        alwaysWhole = true;
    }

    long bytesSent() {
        return bytesSent.get();
    }

    int addressesGiven() {
        return signatures.get();
    }

    List<String> tokensSeenByTheStore() {
        return tokensSeen;
    }

    /** By another name of this machine, so that the store is another host for the client. */
    private MockResponse describe(RecordedRequest request) {
        Integer status = headStatus.poll();
        if (status != null) {
            return new MockResponse.Builder().code(status).setHeader("Retry-After", "7").build();
        }
        String[] parts = request.getUrl().encodedPath().split("/resolve/" + commit + "/", 2);
        if (parts.length < 2) {
            return new MockResponse.Builder()
                    .code(404)
                    .setHeader("X-Error-Code", "EntryNotFound")
                    .build();
        }
        byte[] file = contentOf(parts[1]);
        return new MockResponse.Builder()
                .code(302)
                .setHeader("X-Repo-Commit", commit)
                .setHeader("X-Linked-Etag", "\"" + HubFixture.sha256(file) + "\"")
                .setHeader("X-Linked-Size", file.length)
                .setHeader(
                        "Location",
                        "http://127.0.0.1:%d/cdn/%s?signature=%d"
                                .formatted(
                                        server.getPort(), parts[1], signatures.incrementAndGet()))
                .build();
    }

    private MockResponse bytes(RecordedRequest request) {
        byte[] file = contentOf(request.getUrl().encodedPath().substring("/cdn/".length()));
        tokensSeen.add(String.valueOf(request.getHeaders().get("Authorization")));
        Fault fault = Optional.ofNullable(faults.poll()).orElseGet(Fault.Nothing::new);
        String range = request.getHeaders().get("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        boolean partial = matcher.matches() && !alwaysWhole && !(fault instanceof Fault.WholeFile);
        int from = partial ? Integer.parseInt(matcher.group(1)) : 0;
        int to = partial ? Integer.parseInt(matcher.group(2)) + 1 : file.length;
        MockResponse.Builder answer = new MockResponse.Builder().setHeader("ETag", "\"store\"");
        if (partial) {
            answer.code(206)
                    .setHeader(
                            "Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, file.length));
        }
        byte[] body = Arrays.copyOfRange(file, from, to);
        switch (fault) {
            case Fault.CutAfter(int bytes) -> {
                int sent = Math.min(bytes, body.length - 1);
                answer.body(new Buffer().write(body, 0, sent))
                        .setHeader("Content-Length", body.length)
                        .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE);
                bytesSent.addAndGet(sent);
                return answer.build();
            }
            case Fault.Status(int code) -> {
                return new MockResponse.Builder().code(code).build();
            }
            case Fault.RedirectToItself _ -> {
                return new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", request.getUrl().toString())
                        .build();
            }
            case Fault.WrongRange _ ->
                    answer.setHeader("Content-Range", "bytes 1-2/" + file.length);
            case Fault.OtherEtag _ -> answer.setHeader("ETag", "\"other\"");
            case Fault.FlippedByte _ -> body[body.length / 2] ^= 1;
            case Fault.Silence _ -> answer.onResponseBody(SocketEffect.Stall.INSTANCE);
            case Fault.WholeFile _, Fault.Nothing _ -> {}
        }
        bytesSent.addAndGet(body.length);
        return answer.body(new Buffer().write(body)).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
