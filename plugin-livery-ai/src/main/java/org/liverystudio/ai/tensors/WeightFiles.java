package org.liverystudio.ai.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights of one network: a single safetensors file, its half-precision variant, or shards with
 * an index.
 */
public final class WeightFiles {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PLAIN_NAME = Pattern.compile("\\w[\\w.-]*\\.safetensors");

    private final Path folder;
    private final Map<String, TensorEntry> entries;

    private WeightFiles(Path folder, Map<String, TensorEntry> entries) {
        this.folder = folder;
        this.entries = entries;
    }

    /**
     * Opens {@code STEM.safetensors}, else {@code STEM.fp16.safetensors}, else the shards that
     * {@code STEM.safetensors.index.json} lists, else what {@code STEM.view.json} shows of a
     * checkpoint.
     *
     * @param stem such as {@code diffusion_pytorch_model}
     * @throws LiveryException if there is none of them or one is broken
     */
    public static WeightFiles open(Path folder, String stem) {
        for (String variant : List.of("", ".fp16")) {
            Path single = folder.resolve(stem + variant + ".safetensors");
            if (Files.isRegularFile(single)) {
                return new WeightFiles(folder, table(SafeTensorsFile.open(single).entries()));
            }
            Path index = folder.resolve(stem + ".safetensors.index" + variant + ".json");
            if (Files.isRegularFile(index)) {
                return new WeightFiles(folder, shards(index));
            }
        }
        Path view = folder.resolve(stem + WeightView.SUFFIX);
        if (Files.isRegularFile(view)) {
            return new WeightFiles(folder, WeightView.read(view));
        }
        throw new LiveryException(
                "The model folder %s holds no weights: %s.safetensors is missing.%s"
                        .formatted(folder, stem, otherWeights(folder)),
                "Install the model again, or choose a folder in the diffusers layout.");
    }

    public Optional<TensorEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    public Collection<TensorEntry> entries() {
        return entries.values();
    }

    /** The folder that holds the files; names the network in messages. */
    public Path folder() {
        return folder;
    }

    private static Map<String, TensorEntry> table(Collection<TensorEntry> entries) {
        Map<String, TensorEntry> table = new LinkedHashMap<>();
        entries.forEach(entry -> table.put(entry.name(), entry));
        return table;
    }

    private static Map<String, TensorEntry> shards(Path index) {
        Map<String, String> shardOf = readIndex(index);
        Map<String, SafeTensorsFile> files = new LinkedHashMap<>();
        for (String shard : new TreeSet<>(shardOf.values())) {
            // The index comes from the network: it may name files of its own folder only.
            if (!PLAIN_NAME.matcher(shard).matches()) {
                throw new LiveryException(
                        "%s names the shard \"%s\", which is not a plain file name."
                                .formatted(index, shard),
                        "Do not use this model; download it from a source you trust.");
            }
            files.put(shard, SafeTensorsFile.open(index.resolveSibling(shard)));
        }
        Map<String, TensorEntry> table = new LinkedHashMap<>();
        shardOf.forEach((name, shard) -> table.put(name, files.get(shard).entry(name)));
        return table;
    }

    private static Map<String, String> readIndex(Path index) {
        JsonNode map;
        try {
            map = JSON.readTree(index.toFile()).path("weight_map");
        } catch (JacksonException e) {
            throw new LiveryException(
                    "The shard list %s is no valid JSON: %s."
                            .formatted(index, e.getOriginalMessage()),
                    "Download the file again.",
                    e);
        }
        Map<String, String> shardOf = new LinkedHashMap<>();
        map.forEachEntry((name, shard) -> shardOf.put(name, shard.asString()));
        if (shardOf.isEmpty()) {
            throw new LiveryException(
                    "The shard list %s has no weight_map.".formatted(index),
                    "Download the file again.");
        }
        return shardOf;
    }

    /** Points at the files a person may have meant, such as PyTorch's own format. */
    private static String otherWeights(Path folder) {
        if (!Files.isDirectory(folder)) {
            return " The folder itself does not exist.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> found =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".safetensors") || name.endsWith(".bin"))
                            .sorted()
                            .toList();
            return found.isEmpty() ? "" : " It holds %s.".formatted(String.join(", ", found));
        } catch (IOException e) {
            return " The folder cannot be read: %s.".formatted(e.getMessage());
        }
    }
}
