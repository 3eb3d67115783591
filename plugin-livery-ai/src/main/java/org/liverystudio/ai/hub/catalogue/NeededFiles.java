package org.liverystudio.ai.hub.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;

/**
 * Chooses, among all that a repository holds, the files that a model needs here: repositories hold
 * the same weights many times, in several precisions and for several programs, and SDXL's own has
 * 72 GB of which 7 are enough.
 */
public final class NeededFiles {
    private static final String INDEX = "model_index.json";

    /** Parts of a pipeline in the order in which they run. */
    private static final List<String> PARTS =
            List.of(
                    "scheduler",
                    "tokenizer",
                    "tokenizer_2",
                    "text_encoder",
                    "text_encoder_2",
                    "controlnet",
                    "unet",
                    "vae");

    private static final Set<String> VOCABULARY =
            Set.of("vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json");

    /** Full precision is left out where half is there: pictures do not differ visibly. */
    private static final List<String> VARIANTS = List.of(".fp16", "", ".bf16");

    private static final Pattern SHARD = Pattern.compile("(.*)-\\d{5}-of-\\d{5}\\.safetensors");

    private final String repository;
    private final List<ListedFile> files;

    private NeededFiles(String repository, List<ListedFile> files) {
        this.repository = repository;
        this.files = files;
    }

    /**
     * @param repository for messages
     * @return a pipeline's parts in diffusers' layout with half-precision weights, or the config
     *     and weights of a single network, or the only weights file at the top
     * @throws LiveryException if there is nothing that can be used, or too much to choose from
     */
    public static List<ListedFile> choose(String repository, List<ListedFile> files) {
        return new NeededFiles(repository, files).choose();
    }

    /**
     * One weights file that the painter named.
     *
     * @throws LiveryException if it is not there or of another format
     */
    public static List<ListedFile> only(String repository, List<ListedFile> files, String path) {
        ListedFile file =
                files.stream()
                        .filter(f -> f.path().equals(path))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new LiveryException(
                                                "%s has no file %s.".formatted(repository, path),
                                                "It has: %s.".formatted(weightsIn(files))));
        if (!path.endsWith(".safetensors")) {
            throw new LiveryException(
                    "%s of %s is no safetensors file.".formatted(path, repository),
                    "Other formats may run programs when they are opened, so they are not used.");
        }
        return List.of(file);
    }

    private List<ListedFile> choose() {
        if (at("", INDEX).isPresent()) {
            return pipeline();
        }
        Optional<ListedFile> config = at("", "config.json");
        if (config.isPresent()) {
            List<ListedFile> weights = weights("", "diffusion_pytorch_model");
            if (!weights.isEmpty()) {
                return concat(config.get(), weights);
            }
        }
        return List.of(onlyWeights());
    }

    private List<ListedFile> pipeline() {
        List<ListedFile> chosen = new ArrayList<>(List.of(at("", INDEX).orElseThrow()));
        List<String> without = new ArrayList<>();
        for (String part : PARTS) {
            List<ListedFile> needed = part(part);
            chosen.addAll(needed);
            if (needed.isEmpty() && !part.equals("controlnet")) {
                without.add(part);
            }
        }
        if (!without.isEmpty()) {
            throw new LiveryException(
                    "%s is no SDXL model that can be used: it has no usable %s."
                            .formatted(repository, String.join(", ", without)),
                    "Choose a model of the SDXL family with safetensors weights.");
        }
        return chosen;
    }

    private List<ListedFile> part(String part) {
        return switch (part) {
            case "scheduler" -> at(part, "scheduler_config.json").stream().toList();
            case "tokenizer", "tokenizer_2" ->
                    in(part).filter(file -> VOCABULARY.contains(file.name())).toList();
            case "text_encoder", "text_encoder_2" -> network(part, "model");
            default -> network(part, "diffusion_pytorch_model");
        };
    }

    private List<ListedFile> network(String folder, String stem) {
        List<ListedFile> weights = weights(folder, stem);
        return at(folder, "config.json")
                .filter(_ -> !weights.isEmpty())
                .map(config -> concat(config, weights))
                .orElse(List.of());
    }

    private static List<ListedFile> concat(ListedFile first, List<ListedFile> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private List<ListedFile> weights(String folder, String stem) {
        for (String variant : VARIANTS) {
            Optional<ListedFile> whole = at(folder, stem + variant + ".safetensors");
            if (whole.isPresent()) {
                return List.of(whole.get());
            }
            Optional<ListedFile> index =
                    at(folder, stem + ".safetensors.index" + variant + ".json");
            List<ListedFile> shards =
                    in(folder)
                            .filter(
                                    file -> {
                                        Matcher shard = SHARD.matcher(file.name());
                                        return shard.matches()
                                                && shard.group(1).equals(stem + variant);
                                    })
                            .toList();
            if (index.isPresent() && !shards.isEmpty()) {
                return concat(index.get(), shards);
            }
        }
        return List.of();
    }

    /** A LoRA, or a checkpoint in the original layout. */
    private ListedFile onlyWeights() {
        List<ListedFile> weights =
                in("").filter(file -> file.name().endsWith(".safetensors")).toList();
        if (weights.size() == 1) {
            return weights.getFirst();
        }
        if (weights.isEmpty()) {
            throw new LiveryException(
                    "%s holds no model in safetensors files that can be used here."
                            .formatted(repository),
                    "It needs model_index.json with its parts, or a .safetensors file at the top.");
        }
        throw new LiveryException(
                "%s holds several models: %s.".formatted(repository, weightsIn(files)),
                "Name one of them: %s:%s".formatted(repository, weights.getFirst().path()));
    }

    private static String weightsIn(List<ListedFile> files) {
        Set<String> paths = new TreeSet<>();
        files.stream()
                .map(ListedFile::path)
                .filter(path -> path.endsWith(".safetensors"))
                .forEach(paths::add);
        String some = String.join(", ", paths.stream().limit(8).toList());
        int more = paths.size() - 8;
        return paths.isEmpty()
                ? "no safetensors files"
                : more > 0 ? some + " and " + more + " more" : some;
    }

    private Optional<ListedFile> at(String folder, String name) {
        return in(folder).filter(file -> file.name().equals(name)).findFirst();
    }

    private Stream<ListedFile> in(String folder) {
        return files.stream().filter(file -> file.folder().equals(folder));
    }
}
