package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.host.LiveryException;

/** Speaks HTTP with the hub: what a file is, and its bytes. One request a call, no retries. */
final class HubClient {
    /** Time to connect and until the first byte of an answer. */
    private static final Duration HEADERS = Duration.ofSeconds(30);

    private static final int MOST_REDIRECTS = 6;

    private final HubSettings settings;
    private final HttpUrl endpoint;
    private final OkHttpClient http;
    private final Map<Call, Object> running = new ConcurrentHashMap<>();

    HubClient(HubSettings settings) {
        this(settings, Dns.SYSTEM);
    }

    HubClient(HubSettings settings, Dns dns) {
        this.settings = settings;
        endpoint = HttpUrl.get(settings.endpoint().toString());
        // Redirects are followed here: which ones, and with which headers, matters.
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder()
                        .followRedirects(false)
                        .retryOnConnectionFailure(true)
                        // IPv6 and IPv4 race: where one of them leads nowhere, nobody waits.
                        .fastFallback(true)
                        // HTTP/2 would put all ranges on one connection, and one is slow.
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .dns(dns)
                        .connectTimeout(HEADERS)
                        .readTimeout(HEADERS);
        settings.proxies().applyTo(builder);
        http = builder.build();
    }

    HubSettings settings() {
        return settings;
    }

    /** Ends all requests that are under way; they fail with an {@link IOException}. */
    void cancelAll() {
        running.keySet().forEach(Call::cancel);
    }

    /** Ends the requests of one owner. */
    void cancel(Object owner) {
        running.forEach(
                (call, whose) -> {
                    if (whose.equals(owner)) {
                        call.cancel();
                    }
                });
    }

    /**
     * Asks what a file is. Only redirects that stay on the host are followed: the one that leaves
     * it tells where the bytes are, and the headers before it tell the rest.
     *
     * @throws LiveryException if the hub says no for good
     */
    RemoteFile resolve(RepoId repo, String revision, String path) throws IOException {
        HttpUrl url = resolveUrl(repo, revision, path);
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            Call call = call(new Request.Builder().url(url).head(), this);
            try (OpenBytes opened = execute(call)) {
                Response response = opened.response();
                HubAnswers.check(response, settings, repo, path);
                Optional<HttpUrl> next =
                        Optional.ofNullable(response.header("Location")).map(url::resolve);
                if (response.isRedirect() && next.isPresent() && isRelative(response)) {
                    url = next.get();
                    continue;
                }
                return HubAnswers.describe(response, repo, revision, path, next.orElse(url));
            }
        }
        throw redirectLoop(repo, path);
    }

    /** Address of what the hub tells about a repository. */
    HttpUrl.Builder api(RepoId repo) {
        return endpoint.newBuilder()
                .addPathSegments("api/models")
                .addPathSegment(repo.organisation())
                .addPathSegment(repo.name());
    }

    /**
     * Asks for a page.
     *
     * @throws LiveryException if the hub says no for good
     */
    OpenBytes get(HttpUrl url, RepoId repo) throws IOException {
        OpenBytes answer = execute(call(new Request.Builder().url(url), this));
        boolean good = false;
        try {
            HubAnswers.check(answer.response(), settings, repo, "the list of files");
            good = true;
            return answer;
        } finally {
            if (!good) {
                answer.close();
            }
        }
    }

    private HttpUrl resolveUrl(RepoId repo, String revision, String path) {
        return endpoint.newBuilder()
                .addPathSegment(repo.organisation())
                .addPathSegment(repo.name())
                .addPathSegment("resolve")
                .addPathSegment(revision)
                .addPathSegments(path)
                .build();
    }

    private static boolean isRelative(Response response) {
        String location = response.header("Location", "");
        return !location.matches("(?i)[a-z][a-z0-9+.-]*:.*") && !location.startsWith("//");
    }

    /**
     * Opens the bytes from {@code from} to before {@code to}.
     *
     * @param ifRange the server's own name for the content, so that no two contents are mixed
     * @param owner who may end the request with {@link #cancel}
     * @return status 206 and the right range, or 200 if all bytes were asked for; to be closed
     */
    OpenBytes open(RemoteFile file, long from, long to, Optional<String> ifRange, Object owner)
            throws IOException {
        boolean whole = from == 0 && to == file.sizeBytes();
        HttpUrl url = file.location();
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            Request.Builder request = new Request.Builder().url(url);
            if (!whole) {
                request.header("Range", "bytes=%d-%d".formatted(from, to - 1));
                ifRange.ifPresent(etag -> request.header("If-Range", etag));
            }
            OpenBytes opened = execute(call(request, owner));
            Response response = opened.response();
            boolean handedOut = false;
            try {
                Optional<HttpUrl> next =
                        Optional.ofNullable(response.header("Location")).map(url::resolve);
                if (response.isRedirect() && next.isPresent()) {
                    url = next.get();
                    continue;
                }
                HubAnswers.checkBytes(response, file, from, to, ifRange);
                handedOut = true;
                return opened;
            } finally {
                if (!handedOut) {
                    opened.close();
                }
            }
        }
        throw redirectLoop(file.repo(), file.path());
    }

    /** The token goes to the hub's own host and to no other. */
    private Call call(Request.Builder request, Object owner) {
        request.header("Accept-Encoding", "identity").header("User-Agent", "ai-livery");
        HttpUrl url = request.build().url();
        if (url.host().equals(endpoint.host())
                && url.port() == endpoint.port()
                && url.scheme().equals(endpoint.scheme())) {
            settings.token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
        }
        Call call = http.newCall(request.build());
        running.put(call, owner);
        return call;
    }

    private OpenBytes execute(Call call) throws IOException {
        boolean opened = false;
        try {
            OpenBytes bytes = new OpenBytes(call.execute(), () -> running.remove(call));
            opened = true;
            return bytes;
        } finally {
            if (!opened) {
                running.remove(call);
            }
        }
    }

    private static TransferException redirectLoop(RepoId repo, String path) {
        return new TransferException(
                Reason.TRY_AGAIN, "%s of %s is redirected in a circle".formatted(path, repo));
    }
}
