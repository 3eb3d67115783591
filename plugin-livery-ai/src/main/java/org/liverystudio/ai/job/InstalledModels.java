package org.liverystudio.ai.job;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointView;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.job.ModelFacts.ControlNet;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.host.LiveryException;

/**
 * The models that can be used now: those that came with the plugin, those that were downloaded, and
 * any folder or checkpoint by its path.
 */
public final class InstalledModels {
    /** Name of the model that comes with the plugin. */
    public static final String MINI = "mini";

    /** Name of the downloaded SDXL model. */
    public static final String SDXL = "sdxl";

    private static final int SDXL_STEPS = 30;
    private static final double SDXL_GUIDANCE = 5;

    private final Path bundled;
    private final Path views;
    private final Supplier<DownloadedModels> downloaded;
    private final QuantizedCopies copies;

    /**
     * @param bundled folder of the models that came with the plugin
     * @param views folder for what makes checkpoints look like models; may be deleted at any time
     * @param downloaded asked only when such a model is chosen: it looks at the environment
     * @param copies with fewer bits, made on this computer
     */
    public InstalledModels(
            Path bundled,
            Path views,
            Supplier<DownloadedModels> downloaded,
            QuantizedCopies copies) {
        this.bundled = bundled;
        this.views = views;
        this.downloaded = downloaded;
        this.copies = copies;
    }

    /** Names for the model list. Looks at the disk, but reads no file. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(MINI));
        if (downloaded.get().hasSdxl()) {
            names.add(SDXL);
        }
        names.addAll(copies.names());
        return List.copyOf(names);
    }

    /**
     * @param name a catalogue name or the path of a folder
     * @param controlNet another ControlNet than the model's own
     * @throws LiveryException if there is no such model or files of it are missing
     */
    public ModelFacts find(String name, Optional<String> controlNet) {
        ModelFacts model =
                switch (name) {
                    case MINI -> mini();
                    case SDXL -> sdxl();
                    default -> byPath(name);
                };
        return controlNet.map(folder -> model.withControlNet(foreign(place(folder)))).orElse(model);
    }

    /**
     * The same model from its quantised copy, if there is one of this precision: it loads sooner
     * than one that is quantised while it loads, and is the same to the bit.
     */
    public ModelFacts inPrecision(ModelFacts model, Precision precision) {
        Optional<QuantizationScheme> scheme = QuantizationScheme.ofWord(word(precision));
        return scheme.flatMap(how -> copies.find(QuantizedCopies.name(model.name(), how)))
                .filter(copy -> isMadeOf(copy, model.folder()))
                .map(model::withFolder)
                .orElse(model);
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    /** A new version of the original makes its copy stale; files of the same size do not. */
    private static boolean isMadeOf(Path copy, Path original) {
        Path unet = original.resolve("unet");
        return QuantizationManifest.find(copy.resolve("unet")).stream()
                .flatMap(manifest -> manifest.sources().stream())
                .allMatch(
                        source -> unet.resolve(source.file()).toFile().length() == source.bytes());
    }

    private ModelFacts mini() {
        Path folder = bundled.resolve("mini-sdxl");
        int edge = ModelFolder.ofSdxl(folder).nativeEdge();
        // Its ControlNet was trained on islands, white or grey, and has never seen lines.
        Set<ControlKind> kinds = Set.of(ControlKind.MASK, ControlKind.DEPTH);
        Path own = ModelFolder.controlNet(folder.resolve("controlnet"));
        return new ModelFacts(
                MINI,
                "Mini (built in)",
                folder,
                edge,
                MiniDefaults.EDGE,
                MiniDefaults.STEPS,
                MiniDefaults.GUIDANCE,
                Optional.of(new ControlNet(own, kinds)),
                Optional.empty());
    }

    private ModelFacts sdxl() {
        DownloadedModels.Sdxl files = downloaded.get().sdxl();
        int edge = ModelFolder.ofSdxl(files.folder()).nativeEdge();
        return new ModelFacts(
                SDXL,
                "SDXL",
                files.folder(),
                edge,
                edge,
                SDXL_STEPS,
                SDXL_GUIDANCE,
                depth(files.depthControlNet()),
                files.previewDecoder());
    }

    private static Optional<ControlNet> depth(Optional<Path> folder) {
        return folder.map(ModelFolder::controlNet)
                .map(whole -> new ControlNet(whole, Set.of(ControlKind.DEPTH)));
    }

    private ModelFacts byPath(String name) {
        Optional<Path> copy = copies.find(name);
        Path found = copy.orElseGet(() -> place(name));
        boolean isCheckpoint = Files.isRegularFile(found);
        Path folder = isCheckpoint ? CheckpointView.of(found, views) : found;
        boolean looksLikeName = !name.contains("/") && !name.contains("\\");
        if (looksLikeName && !Files.isDirectory(folder)) {
            throw new LiveryException(
                    "There is no model \"%s\".".formatted(name),
                    "Installed is: %s. Or give a folder in diffusers' SDXL layout, a .safetensors file, or the name of a downloaded model."
                            .formatted(String.join(", ", names())));
        }
        int edge = ModelFolder.ofSdxl(folder).nativeEdge();
        Path own = folder.resolve("controlnet");
        Optional<ControlNet> controlNet =
                Files.isDirectory(own) ? Optional.of(foreign(own)) : Optional.empty();
        Optional<Path> decoder = previewDecoder(folder);
        if (copy.isPresent() && name.startsWith(SDXL + "-")) {
            controlNet = depth(downloaded.get().depthControlNet());
            decoder = downloaded.get().previewDecoder();
        }
        Path title = found.toAbsolutePath().normalize().getFileName();
        return new ModelFacts(
                name,
                title == null ? name : title.toString(),
                folder.toAbsolutePath(),
                edge,
                edge,
                SDXL_STEPS,
                SDXL_GUIDANCE,
                controlNet,
                decoder);
    }

    /** One that lies with the model. */
    private static Optional<Path> previewDecoder(Path folder) {
        Path own = folder.resolve("taesd");
        return Files.isDirectory(own) ? Optional.of(own.toAbsolutePath()) : Optional.empty();
    }

    /** Nothing in the files of a ControlNet says what it was trained on: trust the painter. */
    private static ControlNet foreign(Path folder) {
        return new ControlNet(
                ModelFolder.controlNet(folder).toAbsolutePath(), Set.of(ControlKind.values()));
    }

    /** What lies there counts more than a set of the same name. */
    private Path place(String name) {
        Path written = path(name);
        return Files.exists(written) ? written : downloaded.get().named(name).orElse(written);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new LiveryException(
                    "\"%s\" is neither a model nor a path.".formatted(text),
                    "Installed is: %s.".formatted(MINI),
                    e);
        }
    }

    /** Chosen by looking at pictures of the mini model; see docs/decisions/0008. */
    private static final class MiniDefaults {
        static final int EDGE = 512;
        static final int STEPS = 20;
        static final double GUIDANCE = 5;
    }
}
