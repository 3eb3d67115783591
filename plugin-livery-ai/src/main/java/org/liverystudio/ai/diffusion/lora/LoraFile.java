package org.liverystudio.ai.diffusion.lora;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.diffusion.lora.LoraKey.Part;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.torch.LowRank;
import org.liverystudio.host.LiveryException;

/**
 * A LoRA on disk, its table of contents read. All layouts that trainers of SDXL write are known:
 * kohya's with the names of diffusers or of SDXL's first release, convolutions (LoCon, also with a
 * middle part), diffusers' own of several years, and peft's.
 *
 * @see <a href="https://arxiv.org/abs/2106.09685">LoRA, arXiv 2106.09685</a>
 */
public final class LoraFile {
    private final SafeTensorsFile file;
    private final LoraNotes notes;
    private final PeftScale peft;
    private final Map<String, Map<Part, TensorEntry>> layers;

    private LoraFile(SafeTensorsFile file, Map<String, Map<Part, TensorEntry>> layers) {
        this.file = file;
        this.notes = LoraNotes.of(file.path(), file.metadata());
        this.peft = PeftScale.of(file.path(), file.metadata());
        this.layers = layers;
        if (peft.isDora()) {
            throw otherKind(file.path(), "DoRA");
        }
    }

    /**
     * @throws LiveryException if it is missing, broken, or no LoRA of a kind that is built
     */
    public static LoraFile open(Path path) {
        SafeTensorsFile file = AddedFile.open(path, "LoRA");
        Map<String, Map<Part, TensorEntry>> layers = new LinkedHashMap<>();
        for (TensorEntry entry : file.entries()) {
            LoraKey.otherKind(entry.name())
                    .ifPresent(
                            kind -> {
                                throw otherKind(path, kind);
                            });
            LoraKey key = LoraKey.parse(entry.name()).orElseThrow(() -> noLora(file, entry.name()));
            layers.computeIfAbsent(key.layer(), name -> new EnumMap<>(Part.class))
                    .put(key.part(), entry);
        }
        if (layers.isEmpty()) {
            throw new LiveryException(
                    "%s holds no LoRA: it is empty.".formatted(path), "Download the file again.");
        }
        return new LoraFile(file, layers);
    }

    private static LiveryException otherKind(Path path, String kind) {
        return new LiveryException(
                "%s is no plain LoRA: it holds %s, which is not supported.".formatted(path, kind),
                "Choose a file of the type LoRA or LoCon.");
    }

    private static LiveryException noLora(SafeTensorsFile file, String tensor) {
        long others =
                file.entries().stream()
                        .filter(entry -> LoraKey.parse(entry.name()).isEmpty())
                        .count();
        return new LiveryException(
                "%s is no LoRA: %d of its %d tensors have no name of a LoRA's, the first is \"%s\"."
                        .formatted(file.path(), others, file.entries().size(), tensor),
                "Choose a LoRA; whole models and embeddings are chosen elsewhere.");
    }

    public Path path() {
        return file.path();
    }

    /** Weights of all its layers, the measure of the memory it takes. */
    public long weightCount() {
        return layers.values().stream()
                .flatMap(parts -> parts.values().stream())
                .mapToLong(TensorEntry::elementCount)
                .sum();
    }

    public LoraNotes notes() {
        return notes;
    }

    /**
     * What it adds to the layers of a model.
     *
     * @throws LiveryException if it was made for another model
     */
    Map<LayerPlace, LowRank> changes(LayerNames names) {
        requireKnown(names);
        Map<LayerPlace, LowRank> changes = new LinkedHashMap<>();
        layers.forEach(
                (name, parts) -> {
                    LayerPlace place = names.find(name).orElseThrow();
                    if (changes.put(place, change(name, parts, place)) != null) {
                        throw new LiveryException(
                                "The LoRA %s changes the layer \"%s\" twice, under two names."
                                        .formatted(path(), place.name()),
                                "Download the file again, or choose another LoRA.");
                    }
                });
        return changes;
    }

    private void requireKnown(LayerNames names) {
        List<String> unknown =
                layers.keySet().stream().filter(name -> names.find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new LiveryException(
                    "The LoRA %s does not fit this model: %d of its %d layers do not exist here, the first is \"%s\"%s."
                                    .formatted(
                                            path(),
                                            unknown.size(),
                                            layers.size(),
                                            unknown.getFirst(),
                                            ForeignNetwork.of(unknown)
                                                    .map(
                                                            network ->
                                                                    " (part of %s)"
                                                                            .formatted(network))
                                                    .orElse(""))
                            + base(),
                    "Choose a LoRA that was trained for SDXL.");
        }
    }

    private LowRank change(String name, Map<Part, TensorEntry> parts, LayerPlace place) {
        TensorEntry down = part(name, parts, Part.DOWN);
        TensorEntry up = part(name, parts, Part.UP);
        Optional<TensorEntry> middle = Optional.ofNullable(parts.get(Part.MIDDLE));
        LowRankShapes shapes = new LowRankShapes(place);
        long rank = up.shape().size() < 2 ? 0 : up.shape().get(1);
        Optional<TensorEntry> shapedDown =
                middle.isPresent() ? shapes.before(down, middle.get()) : shapes.down(down, rank);
        Optional<TensorEntry> shapedUp = shapes.up(up, rank);
        if (rank == 0
                || shapedDown.isEmpty()
                || shapedUp.isEmpty()
                || !middle.map(entry -> shapes.fitsMiddle(entry, rank)).orElse(true)) {
            throw misfit(name, down, up, place);
        }
        double scale =
                Optional.ofNullable(parts.get(Part.ALPHA))
                        .map(entry -> file.readNumber(entry.name()) / rank)
                        .orElseGet(() -> peft.of(place, rank));
        return new LowRank(shapedDown.get(), middle, shapedUp.get(), scale);
    }

    private TensorEntry part(String name, Map<Part, TensorEntry> parts, Part part) {
        TensorEntry entry = parts.get(part);
        if (entry == null) {
            throw new LiveryException(
                    "The LoRA %s is incomplete: its layer \"%s\" has no %s weights."
                            .formatted(path(), name, part == Part.UP ? "up" : "down"),
                    "Download the file again.");
        }
        return entry;
    }

    private LiveryException misfit(
            String name, TensorEntry down, TensorEntry up, LayerPlace place) {
        return new LiveryException(
                "The LoRA %s does not fit this model: its layer \"%s\" has weights %s and %s, where the model's layer has %s."
                                .formatted(path(), name, down.shape(), up.shape(), place.shape())
                        + base(),
                "Choose a LoRA that was trained for SDXL.");
    }

    private String base() {
        return notes.base()
                .map(" Its notes say that it was made for \"%s\"."::formatted)
                .orElse("");
    }
}
