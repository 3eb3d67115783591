package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.liverystudio.ai.hub.bundle.BundleExport;
import org.liverystudio.ai.hub.bundle.BundleImport;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelName;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.hub.download.DownloadProgress;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ModelDownload;
import org.liverystudio.ai.hub.download.RepoListing;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.host.LiveryException;

/**
 * The models of this computer and all that a painter can do with them. Calls that take long block,
 * tell their progress on the calling thread and end when they are cancelled; nothing is half done
 * after that, and the same call goes on where it was.
 */
public final class ModelLibrary {
    /** A set and how much of it is here. */
    public record SetStatus(ModelSet set, long bytesHere, boolean complete) {
        public long bytesMissing() {
            return set.sizeBytes() - bytesHere;
        }
    }

    /** Shorter downloads say little about a line. */
    private static final long ENOUGH_FOR_A_SPEED = 50_000_000;

    private final HubSettings settings;
    private final LibraryFiles files;
    private final Catalogue builtIn;
    private final CheckedBlobs checked;
    private final HubCache cache;
    private final ModelStore store;

    /**
     * @param folder of the plugin's own, for what it remembers
     */
    public static ModelLibrary open(HubSettings settings, Path folder) {
        return new ModelLibrary(settings, folder, Catalogue.builtIn());
    }

    /**
     * @param builtIn the catalogue that the painter's own is added to
     */
    public ModelLibrary(HubSettings settings, Path folder, Catalogue builtIn) {
        files = new LibraryFiles(folder);
        this.settings =
                settings.cacheIsChosen()
                        ? settings
                        : files.chosenCache().map(settings::withCache).orElse(settings);
        this.builtIn = builtIn;
        checked = files.checked();
        cache = new HubCache(this.settings.cache());
        store = new ModelStore(cache, checked);
    }

    public HubSettings settings() {
        return settings;
    }

    public ModelStore store() {
        return store;
    }

    /** Where a painter's own catalogue is looked for. */
    public Path userCatalogue() {
        return files.userCatalogue();
    }

    /**
     * The built-in sets, the painter's own, and those added by name.
     *
     * @throws LiveryException if the painter's catalogue is wrong; the message names the line
     */
    public Catalogue catalogue() {
        return builtIn.with(files.userCatalogue()).with(files.added().file());
    }

    public List<SetStatus> sets() {
        return catalogue().sets().stream().map(this::status).toList();
    }

    public SetStatus status(ModelSet set) {
        return new SetStatus(set, store.bytesHere(set), store.isComplete(set));
    }

    /** All repositories of the cache, ours and those of other programs. */
    public List<CachedRepo> repositories() {
        if (!Files.isDirectory(cache.folder())) {
            return List.of();
        }
        Map<RepoId, List<String>> sets = new LinkedHashMap<>();
        for (ModelSet set : catalogue().sets()) {
            for (PinnedFile file : set.files()) {
                List<String> names = sets.computeIfAbsent(file.repo(), _ -> new ArrayList<>());
                if (!names.contains(set.name()) && ModelStore.isUsable(store.state(file))) {
                    names.add(set.name());
                }
            }
        }
        try (Stream<Path> folders = Files.list(cache.folder())) {
            List<CachedRepo> repos = new ArrayList<>();
            for (Path folder : folders.sorted().toList()) {
                Optional<RepoId> id = RepoId.ofFolder(folder.getFileName().toString());
                if (id.isPresent()) {
                    long size = new RepoTree(folder).sizeBytes();
                    repos.add(
                            new CachedRepo(id.get(), size, sets.getOrDefault(id.get(), List.of())));
                }
            }
            return repos;
        } catch (IOException e) {
            throw failed("looked through", e);
        }
    }

    public long freeBytes() {
        return store.freeBytes();
    }

    /**
     * The set of that name; for any other name of the hub's form the hub is asked.
     *
     * @throws LiveryException if there is no such set or model
     */
    public ModelSet find(String name) {
        Catalogue known = catalogue();
        Optional<ModelName> hubName =
                known.find(name).isPresent() ? Optional.empty() : ModelName.parse(name);
        return hubName.isPresent()
                ? new RepoListing(settings).find(hubName.get())
                : known.require(name);
    }

    /**
     * Fetches what is missing of a set. A model of the hub is added to the sets.
     *
     * @throws LiveryException if it failed; what is finished stays
     * @throws java.util.concurrent.CancellationException if cancelled; what is finished stays
     */
    public void fetch(ModelSet set, DownloadControl control, Consumer<DownloadProgress> progress) {
        double[] speed = new double[1];
        new ModelDownload(settings, checked)
                .fetch(
                        set.files(),
                        control,
                        told -> {
                            speed[0] = Math.max(speed[0], told.bytesPerSecond());
                            progress.accept(told);
                        });
        if (speed[0] > 0 && set.sizeBytes() > ENOUGH_FOR_A_SPEED) {
            files.rememberLineSpeed(speed[0]);
        }
        remember(set);
    }

    /**
     * How long it takes to fetch so much, judged by the last long download.
     *
     * @return empty if there has been none
     */
    public Optional<Duration> timeFor(long bytes) {
        OptionalDouble speed = files.lineSpeed();
        return speed.isPresent() && speed.getAsDouble() >= 1
                ? Optional.of(Duration.ofSeconds((long) (bytes / speed.getAsDouble())))
                : Optional.empty();
    }

    /** Terms of a set that the painter has not accepted yet. */
    public List<Licence> licencesToAccept(ModelSet set) {
        Set<String> accepted = files.accepted();
        return Licence.of(set, settings.endpoint()).stream()
                .filter(licence -> !accepted.contains(licence.key()))
                .toList();
    }

    /** Remembered for good: the same terms are not shown again. */
    public void accept(List<Licence> licences) {
        files.accept(Licence.keys(licences));
    }

    /** Other programs look for a branch or tag, so that is noted too. */
    private void remember(ModelSet set) {
        if (builtIn.with(files.userCatalogue()).find(set.name()).isPresent()) {
            return;
        }
        files.added().put(set);
        ModelName.parse(set.name())
                .ifPresent(
                        name -> {
                            String commit = set.files().getFirst().commit();
                            try {
                                cache.repo(name.repo()).remember(name.revision(), commit);
                            } catch (IOException e) {
                                throw failed("written", e);
                            }
                        });
    }

    /**
     * Hashes what is here of some sets, each file once.
     *
     * @return what was found of each file that is here
     */
    public Map<PinnedFile, FileState> verify(
            List<ModelSet> sets, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        List<PinnedFile> here =
                sets.stream()
                        .flatMap(set -> set.files().stream())
                        .distinct()
                        .filter(file -> store.state(file) != FileState.MISSING)
                        .toList();
        long total = here.stream().mapToLong(PinnedFile::sizeBytes).sum();
        ByteWalk walk = new ByteWalk("Checking", total, progress, cancelled);
        Map<PinnedFile, FileState> found = new LinkedHashMap<>();
        for (PinnedFile file : here) {
            found.put(file, store.verify(file, walk::advance, cancelled));
        }
        return found;
    }

    /**
     * Hashes a set and fetches what is damaged or missing.
     *
     * @return files that were damaged
     */
    public List<PinnedFile> repair(
            ModelSet set,
            DownloadControl control,
            Consumer<ByteProgress> checking,
            Consumer<DownloadProgress> fetching) {
        Map<PinnedFile, FileState> found = verify(List.of(set), checking, control::isCancelled);
        List<PinnedFile> damaged =
                found.entrySet().stream()
                        .filter(entry -> entry.getValue() == FileState.BROKEN)
                        .map(Map.Entry::getKey)
                        .toList();
        for (PinnedFile file : damaged) {
            try {
                // Its blob is hashed again by the download and replaced in one step.
                Files.delete(store.place(file));
            } catch (IOException e) {
                throw failed("repaired", e);
            }
        }
        fetch(set, control, fetching);
        return damaged;
    }

    /**
     * Takes a set off the drive, but nothing that another whole set needs.
     *
     * @return bytes freed; 0 if other sets need all of it
     */
    public long remove(ModelSet set) {
        List<ModelSet> others =
                catalogue().sets().stream()
                        .filter(other -> !other.name().equals(set.name()))
                        .filter(store::isComplete)
                        // A smaller set inside this one stays; one that is the same goes with it.
                        .filter(other -> !other.files().equals(set.files()))
                        .toList();
        Removal.Report report = new Removal(cache, checked).remove(set, others);
        files.added().remove(set.name());
        return report.freedBytes();
    }

    /** Names of whole sets that need files of this one. */
    public List<String> setsThatNeed(ModelSet set) {
        return catalogue().sets().stream()
                .filter(other -> !other.name().equals(set.name()))
                .filter(store::isComplete)
                .filter(o -> o.files().stream().anyMatch(f -> isIn(set, f)))
                .map(ModelSet::name)
                .toList();
    }

    private static boolean isIn(ModelSet set, PinnedFile file) {
        return set.files().stream().anyMatch(file::isAtPlaceOf);
    }

    /**
     * Writes a set as zip files or a folder.
     *
     * @see BundleExport#write
     */
    public List<Path> export(
            ModelSet set,
            Path target,
            OptionalLong splitBytes,
            Consumer<ByteProgress> progress,
            BooleanSupplier cancelled) {
        return new BundleExport(store).write(set, target, splitBytes, progress, cancelled);
    }

    /**
     * Brings in what {@link #export} wrote.
     *
     * @see BundleImport#read
     */
    public ModelSet importFrom(
            Path path, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        ModelSet set =
                new BundleImport(catalogue(), cache, checked).read(path, progress, cancelled);
        remember(set);
        return set;
    }

    /**
     * Moves the models of all sets to another folder and looks there from now on. Models that only
     * other programs use stay.
     *
     * @return a library that looks there
     * @throws LiveryException if a file cannot be moved; started again, it goes on
     */
    public ModelLibrary moveTo(
            Path folder, Consumer<ByteProgress> progress, BooleanSupplier cancelled) {
        Path target = folder.toAbsolutePath().normalize();
        List<CachedRepo> ours =
                repositories().stream().filter(repo -> !repo.sets().isEmpty()).toList();
        List<PinnedFile> trusted =
                catalogue().sets().stream()
                        .flatMap(set -> set.files().stream())
                        .distinct()
                        .filter(file -> store.state(file) == FileState.CHECKED)
                        .toList();
        new CacheMove(cache, target).move(ours, progress, cancelled);
        files.chooseCache(target);
        ModelLibrary moved = new ModelLibrary(settings.withCache(target), files.folder(), builtIn);
        moved.store.trust(trusted);
        return moved;
    }

    private LiveryException failed(String what, IOException e) {
        return new LiveryException(
                "The models folder %s cannot be %s: %s."
                        .formatted(cache.folder(), what, e.getMessage()),
                "Check the drive and the folder's permissions.",
                e);
    }
}
