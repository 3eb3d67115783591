package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;
import org.liverystudio.host.LiveryException;

/** Fetches files into the shared cache; others may fetch into it at the same time. */
public final class ModelDownload {
    private static final long LOOK_MILLIS = 200;
    private static final Duration BETWEEN_LOOKS_AT_A_LOCK = Duration.ofMillis(500);

    private final HubSettings settings;
    private final CheckedBlobs checked;
    private final Time time;
    private final BackOff backOff;
    private final Tuning tuning;
    private final PointerFiles pointers = new PointerFiles();

    public ModelDownload(HubSettings settings, CheckedBlobs checked) {
        this(settings, checked, Time.SYSTEM, new BackOff(new Random()), Tuning.USUAL);
    }

    ModelDownload(
            HubSettings settings, CheckedBlobs checked, Time time, BackOff backOff, Tuning tuning) {
        this.settings = settings;
        this.checked = checked;
        this.time = time;
        this.backOff = backOff;
        this.tuning = tuning;
    }

    /**
     * Fetches what is missing or broken. Calls back on the calling thread only.
     *
     * @throws LiveryException if a file cannot be fetched; what is finished stays
     * @throws CancellationException if cancelled; what is finished stays
     */
    public void fetch(
            List<PinnedFile> files,
            BooleanSupplier cancelled,
            Consumer<DownloadProgress> progress) {
        HubCache cache = new HubCache(settings.cache());
        ModelStore store = new ModelStore(cache, checked);
        List<PinnedFile> missing =
                files.stream().filter(f -> !ModelStore.isUsable(store.state(f))).toList();
        long total = sum(files);
        long needed = sum(missing);
        ProgressMeter meter = new ProgressMeter(time, total, total - needed);
        if (!missing.isEmpty()) {
            requireNetwork(missing.size());
            cache.prepare();
            HubClient client = new HubClient(settings);
            DownloadTools tools = new DownloadTools(client, time, backOff, tuning, meter);
            attend(tools, cache, missing, cancelled, progress);
        }
        progress.accept(meter.look());
    }

    private static long sum(List<PinnedFile> files) {
        return files.stream().mapToLong(PinnedFile::sizeBytes).sum();
    }

    private void requireNetwork(int missing) {
        if (settings.offline()) {
            throw new LiveryException(
                    "%d files are missing, and HF_HUB_OFFLINE forbids to fetch them."
                            .formatted(missing),
                    "Unset HF_HUB_OFFLINE and start again.");
        }
    }

    /** Works on another thread, so that this one can always cancel, whatever a server does. */
    private void attend(
            DownloadTools tools,
            HubCache cache,
            List<PinnedFile> files,
            BooleanSupplier cancelled,
            Consumer<DownloadProgress> progress) {
        try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> work =
                    worker.submit(
                            () -> {
                                for (PinnedFile file : files) {
                                    bring(tools, cache.repo(file.repo()), file, cancelled);
                                }
                                return null;
                            });
            while (true) {
                try {
                    work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException _) {
                    if (cancelled.getAsBoolean()) {
                        tools.client().cancelAll();
                    } else {
                        progress.accept(tools.meter().look());
                    }
                }
            }
        } catch (ExecutionException e) {
            throw told(e.getCause(), cancelled);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private RuntimeException told(Throwable cause, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            return new CancellationException(); // A request that was ended fails in any way.
        }
        return switch (cause) {
            case Error e -> throw e;
            case RuntimeException e -> e;
            default ->
                    new LiveryException(
                            "The download failed: %s.".formatted(cause.getMessage()),
                            "Check the disk of %s and the connection, and start again; finished"
                                            .formatted(settings.cache())
                                    + " parts stay.",
                            cause);
        };
    }

    private void bring(
            DownloadTools tools, RepoFolder repo, PinnedFile file, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        RemoteFile remote = resolve(tools, file, cancelled);
        repo.remember(remote.commit(), remote.commit());
        Optional<ContentHash> hash = wantedHash(file, remote);
        Path blob = repo.blob(remote.etag());
        Path pointer = repo.pointer(file.commit(), file.path());
        try (SharedLock _ = lock(repo.lockFile(remote.etag()), cancelled)) {
            boolean isNew = !isWhole(blob, remote, hash, tools.meter(), cancelled);
            if (isNew) {
                new FileDownload(tools, cancelled).fetch(remote, hash, repo);
            }
            pointers.point(pointer, blob, isNew);
        }
        if (hash.isPresent()) {
            checked.add(pointer, hash.get());
        }
    }

    private RemoteFile resolve(DownloadTools tools, PinnedFile file, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return tools.client().resolve(file.repo(), file.commit(), file.path());
            } catch (IOException e) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                if (failures >= tuning.mostFailures()) {
                    throw new LiveryException(
                            "%s does not answer as it should: %s."
                                    .formatted(settings.endpoint(), e.getMessage()),
                            "Check the connection and start again; finished parts stay.",
                            e);
                }
                Optional<Duration> asked =
                        e instanceof TransferException known ? known.pause() : Optional.empty();
                time.sleep(backOff.pause(failures, asked));
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
    private static boolean isWhole(
            Path blob,
            RemoteFile remote,
            Optional<ContentHash> hash,
            ProgressMeter meter,
            BooleanSupplier cancelled)
            throws IOException {
        boolean whole =
                Files.isRegularFile(blob)
                        && Files.size(blob) == remote.sizeBytes()
                        && (hash.isEmpty()
                                || FileHasher.matches(blob, hash.get(), _ -> {}, cancelled));
        if (whole) {
            meter.correct(remote.sizeBytes());
        }
        return whole;
    }

    private SharedLock lock(Path file, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        while (true) {
            Optional<SharedLock> lock = SharedLock.tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            time.sleep(BETWEEN_LOOKS_AT_A_LOCK);
        }
    }
}
