package org.liverystudio.ai.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.host.LiveryException;

/** The models of the catalogue that are in the shared cache. */
public final class DownloadedModels {
    private static final String INDEX = "model_index.json";
    private static final String CONFIG = "config.json";
    private static final String CONTROL_NET = "controlnet";
    private static final String PREVIEW = "preview";

    /** Any of them holds all of SDXL; the first is the smallest. */
    private static final List<String> SDXL_SETS = List.of("minimal", "full");

    /**
     * Where SDXL lies.
     *
     * @param folder diffusers' layout
     * @param previewDecoder folder of TAESD-XL
     */
    record Sdxl(Path folder, Optional<Path> depthControlNet, Optional<Path> previewDecoder) {}

    private final Catalogue catalogue;
    private final Supplier<Catalogue> all;
    private final ModelStore store;

    /**
     * @param catalogue the built-in one
     * @param all with the sets that the painter added; read only when one of them is asked for, so
     *     that a mistake in the painter's own file does not hide the other models
     */
    public DownloadedModels(Catalogue catalogue, Supplier<Catalogue> all, ModelStore store) {
        this.catalogue = catalogue;
        this.all = all;
        this.store = store;
    }

    /**
     * Where a set lies that the painter names: the folder of a pipeline or of a network, or the
     * file of a checkpoint.
     *
     * @return empty if there is no such set
     * @throws LiveryException if it is not here or damaged; the advice names the command
     */
    Optional<Path> named(String name) {
        return all.get().find(name).map(this::placeOf);
    }

    private Path placeOf(ModelSet set) {
        if (!store.isComplete(set)) {
            throw new LiveryException(
                    "The model \"%s\" is not on this computer as a whole.".formatted(set.name()),
                    "To fetch it, run: livery models download %s".formatted(set.name()));
        }
        set.files().forEach(file -> requireWhole(file, set.name()));
        return Stream.of(INDEX, CONFIG)
                .flatMap(name -> set.files().stream().filter(file -> file.path().equals(name)))
                .findFirst()
                .map(file -> store.place(file).getParent())
                .orElseGet(() -> store.place(set.files().getFirst()));
    }

    /**
     * Files that no one has hashed yet are hashed now, once: other programs may have left them.
     *
     * @throws LiveryException if files are missing or damaged; the advice names the command
     */
    Sdxl sdxl() {
        ModelSet set =
                SDXL_SETS.stream()
                        .map(catalogue::require)
                        .filter(this::hasAllOfSdxl)
                        .findFirst()
                        .orElseThrow(this::missing);
        base(set).forEach(file -> requireWhole(file, SDXL_SETS.getFirst()));
        return new Sdxl(folderOf(set), depthControlNet(), previewDecoder());
    }

    /** Whether all files of SDXL are there; they may not have been checked yet. */
    boolean hasSdxl() {
        return SDXL_SETS.stream().map(catalogue::require).anyMatch(this::hasAllOfSdxl);
    }

    private boolean hasAllOfSdxl(ModelSet set) {
        return base(set).stream().allMatch(file -> ModelStore.isUsable(store.state(file)));
    }

    /** The files of the pipeline itself: those beside its index. */
    private static List<PinnedFile> base(ModelSet set) {
        PinnedFile index = index(set);
        return set.files().stream().filter(f -> f.repo().equals(index.repo())).toList();
    }

    private static PinnedFile index(ModelSet set) {
        return set.files().stream()
                .filter(file -> file.path().equals(INDEX))
                .findFirst()
                .orElseThrow();
    }

    private Path folderOf(ModelSet set) {
        return store.place(index(set)).getParent();
    }

    /** The ControlNet that reads depth, if it is here. */
    Optional<Path> depthControlNet() {
        List<PinnedFile> files =
                catalogue.require("standard").files().stream()
                        .filter(file -> file.role().equals(CONTROL_NET))
                        .toList();
        if (!files.stream().allMatch(file -> ModelStore.isUsable(store.state(file)))) {
            return Optional.empty();
        }
        files.forEach(file -> requireWhole(file, SDXL_SETS.getFirst()));
        return Optional.of(store.place(files.getFirst()).getParent());
    }

    /**
     * The folder of TAESD-XL. A preview is no reason to fail: damaged files are as if not there.
     */
    Optional<Path> previewDecoder() {
        return catalogue
                .find(PREVIEW)
                .map(ModelSet::files)
                .filter(files -> files.stream().allMatch(this::isWhole))
                .map(files -> store.place(files.getFirst()).getParent());
    }

    private boolean isWhole(PinnedFile file) {
        return ModelStore.isUsable(store.state(file)) && !isBroken(file);
    }

    private boolean isBroken(PinnedFile file) {
        return store.state(file) == FileState.UNCHECKED
                && store.verify(file, _ -> {}, () -> false) == FileState.BROKEN;
    }

    private void requireWhole(PinnedFile file, String set) {
        if (isBroken(file)) {
            throw new LiveryException(
                    "The model file %s is damaged: its SHA-256 is wrong."
                            .formatted(store.place(file)),
                    "To fetch it again, run: livery models repair %s".formatted(set));
        }
    }

    private LiveryException missing() {
        ModelSet smallest = catalogue.require(SDXL_SETS.getFirst());
        long here =
                base(smallest).stream().filter(f -> ModelStore.isUsable(store.state(f))).count();
        return new LiveryException(
                "The model \"sdxl\" is not on this computer: %d of its %d files are in %s."
                        .formatted(here, base(smallest).size(), store.folder()),
                "To fetch it, run: livery models download %s".formatted(smallest.name()));
    }
}
