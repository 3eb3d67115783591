package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.host.LiveryException;

/** What the hub's status codes and headers mean. */
final class HubAnswers {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
    private static final Pattern RATE_LIMIT_RESET = Pattern.compile("\\bt=(\\d{1,6})\\b");
    private static final String NOTHING_LOST = "Finished parts stay.";

    private HubAnswers() {}

    /** Reads the headers that a large file has before its redirect and a small one with it. */
    static RemoteFile describe(
            Response response, RepoId repo, String revision, String path, HttpUrl location)
            throws IOException {
        String etag = first(response, "X-Linked-Etag", "ETag").orElse("");
        String size = first(response, "X-Linked-Size", "Content-Length").orElse("");
        String commit = response.header("X-Repo-Commit", revision);
        String plain = etag.replaceFirst("^W/", "").replace("\"", "");
        if (plain.isEmpty() || !size.matches("\\d{1,18}") || !RepoFolder.isCommit(commit)) {
            throw new LiveryException(
                    "The server does not answer as a model hub does: %s of %s has no commit, size or"
                                    .formatted(path, repo)
                            + " hash.",
                    "Check HF_ENDPOINT.");
        }
        return new RemoteFile(repo, commit, path, plain, Long.parseLong(size), location);
    }

    private static Optional<String> first(Response response, String name, String otherwise) {
        return Optional.ofNullable(response.header(name))
                .or(() -> Optional.ofNullable(response.header(otherwise)));
    }

    /**
     * @throws TransferException if it is worth another try
     * @throws LiveryException if it is not
     */
    static void check(Response response, HubSettings settings, RepoId repo, String path)
            throws TransferException {
        int code = response.code();
        if (response.isSuccessful() || response.isRedirect()) {
            return;
        }
        checkBusy(response);
        String error = response.header("X-Error-Code", "");
        String page = settings.endpoint() + "/" + repo;
        if (error.equals("GatedRepo")) {
            throw new LiveryException(
                    "%s is given only to those who accepted its terms.".formatted(repo),
                    "Accept them at %s and set HF_TOKEN. %s".formatted(page, NOTHING_LOST));
        }
        if (error.equals("EntryNotFound")) {
            throw new LiveryException(
                    "%s has no file %s.".formatted(repo, path), "See %s.".formatted(page));
        }
        if (error.equals("RevisionNotFound")) {
            throw new LiveryException(
                    "%s has no such revision.".formatted(repo), "See %s.".formatted(page));
        }
        if (code == 401 || code == 403 || error.equals("RepoNotFound")) {
            throw new LiveryException(
                    "The hub has no %s, or hides it from you (status %d).".formatted(repo, code),
                    "Check the name, and set HF_TOKEN if it is private. " + NOTHING_LOST);
        }
        throw new LiveryException(
                "The hub answers %s of %s with status %d.".formatted(path, repo, code),
                "Try later, or check HF_ENDPOINT. " + NOTHING_LOST);
    }

    private static void checkBusy(Response response) throws TransferException {
        int code = response.code();
        if (code == 408 || code == 429 || code >= 500) {
            throw new TransferException(
                    code == 429 || code == 503 ? Reason.BUSY : Reason.TRY_AGAIN,
                    "the server answers with status " + code,
                    retryAfter(response));
        }
    }

    /**
     * Seconds, said in either of two ways.
     *
     * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the
     *     RateLimit header</a>, whose t is the time until the quota is new
     */
    private static Optional<Duration> retryAfter(Response response) {
        Optional<String> seconds =
                Optional.ofNullable(response.header("Retry-After"))
                        .filter(text -> text.matches("\\d{1,6}"));
        return seconds.or(
                        () ->
                                Stream.ofNullable(response.header("RateLimit"))
                                        .map(RATE_LIMIT_RESET::matcher)
                                        .filter(Matcher::find)
                                        .map(matcher -> matcher.group(1))
                                        .findFirst())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /**
     * Checks that the bytes that follow are those asked for.
     *
     * @throws TransferException telling how to go on if they are not
     */
    static void checkBytes(
            Response response, RemoteFile file, long from, long to, Optional<String> ifRange)
            throws TransferException {
        checkBusy(response);
        String name = response.header("ETag", "");
        boolean renamed = ifRange.isPresent() && !ifRange.get().equals(name);
        switch (response.code()) {
            case 206 -> {
                if (renamed) {
                    throw changed(file);
                }
                checkRange(response, file, from, to);
            }
            case 200 -> {
                if (renamed) {
                    throw changed(file);
                }
                if (from != 0 || to != file.sizeBytes()) {
                    throw new TransferException(
                            Reason.NO_RANGES, "the server sends the whole file only");
                }
            }
            case 416 -> throw changed(file);
            case 401, 403, 404, 410 ->
                    throw new TransferException(
                            Reason.ADDRESS_EXPIRED,
                            "the address has run out (status %d)".formatted(response.code()));
            default ->
                    throw new TransferException(
                            Reason.TRY_AGAIN, "the server answers with status " + response.code());
        }
    }

    private static void checkRange(Response response, RemoteFile file, long from, long to)
            throws TransferException {
        String text = response.header("Content-Range", "none");
        Matcher range = CONTENT_RANGE.matcher(text);
        boolean right =
                range.matches()
                        && range.group(1).equals(Long.toString(from))
                        && range.group(2).equals(Long.toString(to - 1));
        if (!right) {
            throw new TransferException(
                    Reason.TRY_AGAIN,
                    "the server sends another range (%s) than bytes %d-%d"
                            .formatted(text, from, to - 1));
        }
        if (!range.group(3).equals("*")
                && !range.group(3).equals(Long.toString(file.sizeBytes()))) {
            throw changed(file);
        }
    }

    private static TransferException changed(RemoteFile file) {
        return new TransferException(
                Reason.FILE_CHANGED, "%s changed on the server".formatted(file.path()));
    }
}
