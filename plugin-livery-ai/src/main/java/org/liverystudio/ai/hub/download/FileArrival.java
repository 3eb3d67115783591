package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.host.LiveryException;

/** All that happens to one file: asked for, locked, fetched unless it is here, and pointed at. */
final class FileArrival {
    private static final Duration BETWEEN_LOOKS_AT_A_LOCK = Duration.ofMillis(300);

    private final DownloadTools tools;
    private final Crew crew;
    private final RepoFolder repo;
    private final FileMeter meter;
    private final CheckedBlobs checked;
    private final PointerFiles pointers = new PointerFiles();

    FileArrival(
            DownloadTools tools,
            Crew crew,
            RepoFolder repo,
            FileMeter meter,
            CheckedBlobs checked) {
        this.tools = tools;
        this.crew = crew;
        this.repo = repo;
        this.meter = meter;
        this.checked = checked;
    }

    /**
     * @throws LiveryException if it cannot be fetched; finished parts stay
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    void bring(PinnedFile file) throws IOException, InterruptedException {
        RemoteFile remote = resolve(file);
        repo.remember(remote.commit(), remote.commit());
        Optional<ContentHash> hash = wantedHash(file, remote);
        Path blob = repo.blob(remote.etag());
        Path pointer = repo.pointer(file.commit(), file.path());
        try (SharedLock _ = lock(repo.lockFile(remote.etag()))) {
            boolean isNew = !isWhole(blob, remote, hash);
            if (isNew) {
                new FileDownload(tools, crew, meter).fetch(remote, hash, file.pieces(), repo);
            } else {
                meter.restart(remote.sizeBytes(), remote.sizeBytes());
            }
            pointers.point(pointer, blob, isNew);
        }
        if (hash.isPresent()) {
            checked.add(pointer, hash.get());
        }
    }

    private RemoteFile resolve(PinnedFile file) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return tools.client().resolve(file.repo(), file.commit(), file.path());
            } catch (IOException e) {
                tools.throwIfCancelled();
                if (failures >= tools.tuning().mostFailures()) {
                    throw new LiveryException(
                            "%s does not answer as it should: %s."
                                    .formatted(
                                            tools.client().settings().endpoint(), e.getMessage()),
                            "Check the connection and start again; finished parts stay.",
                            e);
                }
                tools.meter().trouble(e.getMessage());
                Optional<Duration> asked =
                        e instanceof TransferException known ? known.pause() : Optional.empty();
                tools.pause(tools.backOff().pause(failures, asked));
            }
        }
    }

    private static Optional<ContentHash> wantedHash(PinnedFile file, RemoteFile remote) {
        Optional<ContentHash> offered = ContentHash.ofEtag(remote.etag());
        if (file.sha256().isEmpty()) {
            return offered;
        }
        ContentHash wanted = ContentHash.sha256(file.sha256().get());
        if (offered.isPresent()
                && offered.get().kind() == ContentHash.Kind.SHA256
                && !offered.get().equals(wanted)) {
            throw new LiveryException(
                    "The hub offers another %s than the one that is known to be good."
                            .formatted(remote),
                    "Check HF_ENDPOINT; nothing was fetched.");
        }
        return Optional.of(wanted);
    }

    /** Another program may have brought it, or all but the pointer of an earlier run is there. */
    private boolean isWhole(Path blob, RemoteFile remote, Optional<ContentHash> hash)
            throws IOException {
        return Files.isRegularFile(blob)
                && Files.size(blob) == remote.sizeBytes()
                && (hash.isEmpty()
                        || FileHasher.matches(
                                blob,
                                hash.get(),
                                _ -> {},
                                () -> tools.control().isCancelled() || tools.ended().get()));
    }

    private SharedLock lock(Path file) throws IOException, InterruptedException {
        while (true) {
            Optional<SharedLock> lock = SharedLock.tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            tools.throwIfCancelled();
            tools.meter().trouble("another program fetches the same file");
            tools.time().sleep(BETWEEN_LOOKS_AT_A_LOCK);
        }
    }
}
