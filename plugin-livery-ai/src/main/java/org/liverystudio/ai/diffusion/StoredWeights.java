package org.liverystudio.ai.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.tensors.quantized.CodedPart;
import org.liverystudio.ai.tensors.quantized.Coding;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.ai.torch.BlockFiles;
import org.liverystudio.host.LiveryException;

/** Finds the weights that a layout promises in files, whether these hold them coded or not. */
final class StoredWeights {
    private static final String ADVICE = "The two do not belong together; install the model again.";

    private final WeightFiles files;
    private final WeightNames names;
    private final Optional<QuantizationManifest> manifest;

    private StoredWeights(
            WeightFiles files, WeightNames names, Optional<QuantizationManifest> manifest) {
        this.files = files;
        this.names = names;
        this.manifest = manifest;
    }

    static StoredWeights of(WeightFiles files, WeightNames names) {
        return new StoredWeights(files, names, QuantizationManifest.find(files.folder()));
    }

    /** The scheme by which they are coded, if they are. */
    Optional<QuantizationScheme> scheme() {
        return manifest.map(QuantizationManifest::scheme);
    }

    /**
     * @param prefix of the block's names
     * @param shapes of its weights by their local names
     * @throws LiveryException naming the first weight that is missing or has another shape
     */
    BlockFiles block(String prefix, Map<String, List<Long>> shapes) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        shapes.forEach(
                (name, shape) -> {
                    Optional<String> coded = codedName(prefix + name);
                    if (coded.isPresent()) {
                        putParts(entries, name, coded.get(), shape);
                    } else {
                        entries.put(name, plain(prefix + name, shape));
                    }
                });
        return BlockFiles.asStored(entries);
    }

    private Optional<String> codedName(String name) {
        return manifest.flatMap(
                list ->
                        names.spellings(name).stream()
                                .filter(list.codings()::containsKey)
                                .findFirst());
    }

    private void putParts(
            Map<String, TensorEntry> entries, String local, String coded, List<Long> shape) {
        Coding coding = manifest.orElseThrow().codings().get(coded);
        List<Coding.Named> stored = coding.parts(coded, shape);
        List<Coding.Named> wanted = coding.parts(local, shape);
        for (int i = 0; i < stored.size(); i++) {
            CodedPart part = stored.get(i).part();
            TensorEntry entry = require(stored.get(i).name(), files.find(stored.get(i).name()));
            requireShape(entry, part.shape());
            if (entry.dtype() != part.dtype()) {
                throw new LiveryException(
                        "\"%s\" in %s is stored as %s where %s is expected."
                                .formatted(entry.name(), entry.file(), entry.dtype(), part.dtype()),
                        "Quantise the model again.");
            }
            entries.put(wanted.get(i).name(), entry);
        }
    }

    private TensorEntry plain(String name, List<Long> shape) {
        TensorEntry entry =
                require(
                        name,
                        names.spellings(name).stream()
                                .flatMap(spelling -> files.find(spelling).stream())
                                .findFirst());
        requireShape(entry, shape);
        if (!entry.dtype().isFloatingPoint()) {
            throw new LiveryException(
                    "The weights \"%s\" of %s are stored as %s, which is not supported."
                            .formatted(entry.name(), entry.file(), entry.dtype()),
                    "Choose a model with F32, F16 or BF16 weights.");
        }
        return entry;
    }

    private TensorEntry require(String name, Optional<TensorEntry> found) {
        return found.orElseThrow(
                () ->
                        new LiveryException(
                                "The weights in %s lack \"%s\", which their config.json promises."
                                        .formatted(files.folder(), name),
                                ADVICE));
    }

    private static void requireShape(TensorEntry entry, List<Long> shape) {
        if (!entry.shape().equals(shape)) {
            throw new LiveryException(
                    "\"%s\" in %s has the shape %s where its config.json promises %s."
                            .formatted(entry.name(), entry.file(), entry.shape(), shape),
                    ADVICE);
        }
    }
}
