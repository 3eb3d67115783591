package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/** Fetches files into the shared cache; others may fetch into it at the same time. */
public final class ModelDownload {
    private static final long LOOK_MILLIS = 100;

    private final HubSettings settings;
    private final CheckedBlobs checked;
    private final Time time;
    private final BackOff backOff;
    private final Tuning tuning;
    private final PartStorage storage;

    public ModelDownload(HubSettings settings, CheckedBlobs checked) {
        this(
                settings,
                checked,
                Time.SYSTEM,
                new BackOff(new Random()),
                Tuning.USUAL,
                PartStorage.DRIVE);
    }

    ModelDownload(
            HubSettings settings,
            CheckedBlobs checked,
            Time time,
            BackOff backOff,
            Tuning tuning,
            PartStorage storage) {
        this.settings = settings;
        this.checked = checked;
        this.time = time;
        this.backOff = backOff;
        this.tuning = tuning;
        this.storage = storage;
    }

    /**
     * Fetches what is missing or broken, in the order of the list as far as the line allows. Calls
     * back on the calling thread only.
     *
     * @throws LiveryException if a file cannot be fetched; what is finished stays
     * @throws CancellationException if cancelled; what is finished stays
     */
    public void fetch(
            List<PinnedFile> files, DownloadControl control, Consumer<DownloadProgress> progress) {
        HubCache cache = new HubCache(settings.cache());
        ModelStore store = new ModelStore(cache, checked);
        ProgressMeter meter = new ProgressMeter(time);
        List<FileTask> tasks = new ArrayList<>();
        for (PinnedFile file : files) {
            boolean here = ModelStore.isUsable(store.state(file));
            long done = here ? file.sizeBytes() : bytesHere(cache, file);
            FileMeter fileMeter = meter.file(file.path(), file.sizeBytes(), done);
            if (!here) {
                tasks.add(new FileTask(file, fileMeter, cache.repo(file.repo()), done));
            }
        }
        if (!tasks.isEmpty()) {
            requireNetwork(tasks.size());
            requireSpace(tasks);
            cache.prepare();
            attend(tools(control, meter), tasks, progress);
        }
        progress.accept(meter.look(control.isPaused()));
    }

    private DownloadTools tools(DownloadControl control, ProgressMeter meter) {
        return new DownloadTools(
                new HubClient(settings),
                time,
                backOff,
                tuning,
                storage,
                control,
                new RateLimit(time, control::bytesPerSecond),
                new ConnectionCount(tuning.mostConnections(), time.nanos()),
                meter,
                new AtomicBoolean());
    }

    private record FileTask(PinnedFile file, FileMeter meter, RepoFolder repo, long doneBytes) {}

    /** What an earlier run left; only a guess where the catalogue does not know the hash. */
    private long bytesHere(HubCache cache, PinnedFile file) {
        if (file.sha256().isEmpty()) {
            return 0;
        }
        try {
            return PartialFile.bytesHere(
                    cache.repo(file.repo()).partials(),
                    file.sha256().get(),
                    file.sizeBytes(),
                    tuning.pieceBytes());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void requireNetwork(int missing) {
        if (settings.offline()) {
            throw new LiveryException(
                    "%d files are missing, and HF_HUB_OFFLINE forbids to fetch them."
                            .formatted(missing),
                    "Unset HF_HUB_OFFLINE and start again.");
        }
    }

    /** All of it at once: better no start than a drive that is full in the middle of the night. */
    private void requireSpace(List<FileTask> tasks) {
        long needed = tasks.stream().mapToLong(t -> t.file().sizeBytes() - t.doneBytes()).sum();
        FreeSpace.require(settings.cache(), needed, FreeSpace.bytesAt(settings.cache()));
    }

    /** Works on other threads, so that this one can always cancel, whatever a server does. */
    private void attend(
            DownloadTools tools, List<FileTask> tasks, Consumer<DownloadProgress> progress) {
        Optional<Throwable> failure = Optional.empty();
        boolean stopped = false;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Crew crew = new Crew(tools)) {
            CompletionService<Void> files = new ExecutorCompletionService<>(threads);
            Semaphore open = new Semaphore(tuning.filesAtOnce(), true);
            for (FileTask task : tasks) {
                open(files, open, tools, crew, task);
            }
            boolean paused = false;
            for (int left = tasks.size(); left > 0; ) {
                Future<Void> ended = files.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                left -= ended == null ? 0 : 1;
                Optional<Throwable> problem = problem(ended);
                if (!stopped && (problem.isPresent() || tools.control().isCancelled())) {
                    stopped = true;
                    failure = problem;
                    crew.stop();
                }
                if (!stopped && tools.control().isPaused() != paused) {
                    paused = !paused;
                    crew.pauseChanged();
                }
                tools.connections().look(time.nanos(), tools.meter().arrivedBytes());
                crew.lookAgain();
                progress.accept(tools.meter().look(paused));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        if (stopped && tools.control().isCancelled()) {
            throw new CancellationException(); // A request that was ended fails in any way.
        }
        if (failure.isPresent()) {
            throw told(failure.get());
        }
    }

    private void open(
            CompletionService<Void> files,
            Semaphore open,
            DownloadTools tools,
            Crew crew,
            FileTask task) {
        files.submit(
                () -> {
                    open.acquire();
                    try {
                        tools.throwIfCancelled();
                        new FileArrival(tools, crew, task.repo(), task.meter(), checked)
                                .bring(task.file());
                        return null;
                    } finally {
                        open.release();
                    }
                });
    }

    private static Optional<Throwable> problem(Future<Void> ended) {
        return ended == null || ended.state() == Future.State.SUCCESS
                ? Optional.empty()
                : Optional.of(ended.exceptionNow());
    }

    private RuntimeException told(Throwable cause) {
        return switch (cause) {
            case Error e -> throw e;
            case RuntimeException e -> e;
            default -> failed(cause);
        };
    }

    private LiveryException failed(Throwable cause) {
        return new LiveryException(
                "The download failed: %s.".formatted(cause.getMessage()),
                "Check the disk of %s and the connection, and start again; finished parts stay."
                        .formatted(settings.cache()),
                cause);
    }
}
