package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.ListedFile;
import org.liverystudio.ai.hub.catalogue.ModelName;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.NeededFiles;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the hub what a repository holds and makes a set of the files that are needed.
 *
 * @see <a href="https://huggingface.co/docs/hub/api">the hub's API</a>, {@code /api/models/ID/tree}
 */
public final class RepoListing {
    /** A thousand files each; more is no model. */
    private static final int MOST_PAGES = 50;

    private static final int MOST_TRIES = 5;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

    private final HubSettings settings;
    private final Time time;
    private final BackOff backOff;

    public RepoListing(HubSettings settings) {
        this(settings, Time.SYSTEM, new BackOff(new Random()));
    }

    RepoListing(HubSettings settings, Time time, BackOff backOff) {
        this.settings = settings;
        this.time = time;
        this.backOff = backOff;
    }

    /**
     * @return a set with the name that was asked for, its files pinned to the commit of now
     * @throws LiveryException if the hub does not have it, or it holds nothing of use
     */
    public ModelSet find(ModelName name) {
        if (settings.offline()) {
            throw new LiveryException(
                    "%s is not in the catalogue, and HF_HUB_OFFLINE forbids to ask for it."
                            .formatted(name),
                    "Unset HF_HUB_OFFLINE and start again.");
        }
        HubClient client = new HubClient(settings);
        JsonNode facts = facts(client, name);
        String commit = facts.path("sha").asString("");
        if (!RepoFolder.isCommit(commit)) {
            throw strange(name.repo());
        }
        List<ListedFile> files = tree(client, name.repo(), commit);
        List<ListedFile> needed =
                name.file()
                        .map(file -> NeededFiles.only(name.repo().toString(), files, file))
                        .orElseGet(() -> NeededFiles.choose(name.repo().toString(), files));
        String licence = licence(facts);
        return new ModelSet(
                name.toString(),
                name.repo().name(),
                needed.stream().map(file -> pinned(name.repo(), commit, file, licence)).toList());
    }

    private JsonNode facts(HubClient client, ModelName name) {
        HttpUrl url =
                client.api(name.repo())
                        .addPathSegment("revision")
                        .addPathSegment(name.revision())
                        .build();
        return get(client, url, name.repo()).json();
    }

    private List<ListedFile> tree(HubClient client, RepoId repo, String commit) {
        List<ListedFile> files = new ArrayList<>();
        Set<HttpUrl> seen = new HashSet<>();
        Optional<HttpUrl> next =
                Optional.of(
                        client.api(repo)
                                .addPathSegment("tree")
                                .addPathSegment(commit)
                                .addQueryParameter("recursive", "true")
                                .build());
        while (next.isPresent()) {
            if (!seen.add(next.get()) || seen.size() > MOST_PAGES) {
                throw strange(repo);
            }
            Page page = get(client, next.get(), repo);
            for (JsonNode entry : page.json()) {
                if (entry.path("type").asString("").equals("file")) {
                    files.add(listed(entry, repo));
                }
            }
            next = page.next();
        }
        return files;
    }

    private static ListedFile listed(JsonNode entry, RepoId repo) {
        String path = entry.path("path").asString("");
        long size = entry.path("size").asLong(-1);
        if (!RepoFolder.isSafe(path) || size < 0) {
            throw strange(repo);
        }
        return new ListedFile(
                path,
                size,
                Optional.of(entry.path("lfs").path("oid").asString(""))
                        .filter(hash -> hash.matches("[0-9a-f]{64}")));
    }

    private static PinnedFile pinned(RepoId repo, String commit, ListedFile file, String licence) {
        String role =
                file.path().contains("/")
                        ? file.path().substring(0, file.path().indexOf('/')).replace('_', '-')
                        : "model";
        return new PinnedFile(
                repo,
                commit,
                file.path(),
                file.sizeBytes(),
                true,
                file.sha256(),
                Optional.empty(),
                role,
                licence);
    }

    private static String licence(JsonNode facts) {
        String stated = facts.path("cardData").path("license").asString("");
        if (!stated.isEmpty()) {
            return stated;
        }
        for (JsonNode tag : facts.path("tags")) {
            if (tag.asString("").startsWith("license:")) {
                return tag.asString("").substring("license:".length());
            }
        }
        return "not stated";
    }

    private record Page(JsonNode json, Optional<HttpUrl> next) {}

    private Page get(HubClient client, HttpUrl url, RepoId repo) {
        for (int failures = 1; ; failures++) {
            try (OpenBytes answer = client.get(url, repo)) {
                Matcher next = NEXT.matcher(answer.response().header("Link", ""));
                return new Page(
                        JsonMapper.shared().readTree(answer.text()),
                        next.find()
                                ? Optional.ofNullable(url.resolve(next.group(1)))
                                : Optional.empty());
            } catch (JacksonException e) {
                throw strange(repo);
            } catch (IOException e) {
                Optional<Duration> asked =
                        e instanceof TransferException known ? known.pause() : Optional.empty();
                pauseOrGiveUp(failures, asked, e);
            }
        }
    }

    private void pauseOrGiveUp(int failures, Optional<Duration> asked, IOException reason) {
        if (failures >= MOST_TRIES) {
            throw new LiveryException(
                    "%s does not answer as it should: %s."
                            .formatted(settings.endpoint(), reason.getMessage()),
                    "Check the connection and start again.",
                    reason);
        }
        try {
            time.sleep(backOff.pause(failures, asked));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private static LiveryException strange(RepoId repo) {
        return new LiveryException(
                "The server does not answer as a model hub does when asked what %s holds."
                        .formatted(repo),
                "Check HF_ENDPOINT.");
    }
}
