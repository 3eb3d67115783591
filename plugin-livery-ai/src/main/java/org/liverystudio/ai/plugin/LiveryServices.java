package org.liverystudio.ai.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.liverystudio.ai.cli.EngineHome;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.InProcessEngine;
import org.liverystudio.ai.engine.worker.WorkerEngine;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.job.DownloadedModels;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.job.QuantizedCopies;
import org.liverystudio.ai.ui.MachineModel;
import org.liverystudio.host.Directories;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Preferences;

/**
 * What the extensions share while the plugin is started. PF4J makes extensions without arguments,
 * so they find it through a static field, of which each class loader of the plugin has its own.
 */
final class LiveryServices implements AutoCloseable {
    private static final Duration ENGINE_KEPT_WITHOUT_WORK = Duration.ofMinutes(5);

    /** Seeds of ten digits at most are easily told to a friend. */
    private static final long SEEDS = 1L << 32;

    private static LiveryServices current;

    private final Path home;
    private final List<Closing> parts = new ArrayList<>();

    /** What ends with the plugin. */
    @FunctionalInterface
    interface Closing {
        void close();
    }

    private Optional<JobQueue> queue = Optional.empty();

    private LiveryServices(Path home) {
        this.home = home;
    }

    /**
     * @param home folder with {@code lib} and {@code models}
     */
    static synchronized void start(Path home) {
        stop();
        current = new LiveryServices(home);
    }

    static synchronized void stop() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /**
     * @throws LiveryException if the plugin has been stopped
     */
    static synchronized LiveryServices current() {
        if (current == null) {
            throw new LiveryException(
                    "AI Livery has been stopped.", "Enable the plugin again under Plugins.");
        }
        return current;
    }

    InstalledModels models(Directories directories) {
        return new InstalledModels(
                home.resolve("models"),
                directories.cache().resolve("checkpoints"),
                () -> {
                    ModelLibrary library = modelLibrary(directories);
                    return new DownloadedModels(
                            Catalogue.builtIn(), library::catalogue, library.store());
                },
                quantizedCopies(directories));
    }

    static QuantizedCopies quantizedCopies(Directories directories) {
        return new QuantizedCopies(directories.data().resolve("models"));
    }

    static ModelLibrary modelLibrary(Directories directories) {
        Path user = Path.of(System.getProperty("user.home"));
        return ModelLibrary.open(HubSettings.of(System.getenv(), user), directories.data());
    }

    static long randomSeed() {
        return ThreadLocalRandom.current().nextLong(SEEDS);
    }

    /**
     * @param libtorch folder of another libtorch than the plugin's own
     */
    DiffusionEngine engine(EngineHome where, Optional<Path> libtorch, Directories directories) {
        EnginePlaces places =
                EnginePlaces.ofPlugin(home, directories.cache(), directories.logs())
                        .withLibtorch(libtorch);
        return switch (where) {
            case IN_PROCESS -> new InProcessEngine(places.cache(), libtorch);
            case WORKER -> new WorkerEngine(places);
        };
    }

    /** The queue of the panel; jobs of the command line have their own. */
    synchronized JobQueue queue(Directories directories, Preferences preferences) {
        if (queue.isEmpty()) {
            queue =
                    Optional.of(
                            new JobQueue(
                                    () ->
                                            engine(
                                                    EngineHome.WORKER,
                                                    MachineModel.libtorch(preferences),
                                                    directories),
                                    ENGINE_KEPT_WITHOUT_WORK));
        }
        return queue.get();
    }

    /** Closes a panel's part together with the plugin. */
    synchronized void closeAtStop(Closing part) {
        parts.add(part);
    }

    @Override
    public synchronized void close() {
        parts.forEach(Closing::close);
        parts.clear();
        queue.ifPresent(JobQueue::close);
        queue = Optional.empty();
    }
}
