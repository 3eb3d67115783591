package org.liverystudio.ai.tensors.quantized;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says which weights of a network's file are coded and how, and what they were made from. Lies
 * beside the file as {@value #NAME}; without it coded weights are not read.
 *
 * @param scheme that the network was made with
 * @param sources the files that it was made from
 * @param codings coded weights by the names that they had
 */
public record QuantizationManifest(
        QuantizationScheme scheme, List<Source> sources, Map<String, Coding> codings) {
    public static final String NAME = "quantization.json";

    private static final String FORMAT = "ai-livery-quantized-weights";
    private static final int VERSION = 1;

    /** SDXL's UNet has 1,680 weights. */
    private static final long MOST_BYTES = 16 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @param file name without folders
     * @param bytes size
     * @param sha256 in small hexadecimal letters
     * @param repository such as {@code org/name}, if it lay in the shared cache
     * @param revision commit of the repository
     */
    public record Source(
            String file,
            long bytes,
            String sha256,
            Optional<String> repository,
            Optional<String> revision) {}

    public QuantizationManifest {
        sources = List.copyOf(sources);
        codings = Map.copyOf(codings);
    }

    /**
     * The manifest of a network, if it has one.
     *
     * @throws LiveryException if it is broken or newer than this program
     */
    public static Optional<QuantizationManifest> find(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (file.toFile().length() > MOST_BYTES) {
            throw broken(file, "it has %d bytes".formatted(file.toFile().length()), null);
        }
        JsonNode json;
        try {
            json = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw broken(file, "it is no valid JSON (%s)".formatted(e.getOriginalMessage()), e);
        }
        return Optional.of(parse(file, json));
    }

    private static QuantizationManifest parse(Path file, JsonNode json) {
        if (!json.path("format").asString("").equals(FORMAT)) {
            throw broken(file, "its format is not \"%s\"".formatted(FORMAT), null);
        }
        int version = json.path("version").asInt(0);
        if (version != VERSION) {
            throw new LiveryException(
                    "The weights beside %s were stored in version %d of their format; this program reads version %d."
                            .formatted(file, version, VERSION),
                    "Update AI Livery, or quantise the model again.");
        }
        String scheme = json.path("scheme").asString("");
        Map<String, Coding> codings = new LinkedHashMap<>();
        json.path("tensors")
                .forEachEntry((name, value) -> codings.put(name, coding(file, name, value)));
        if (codings.isEmpty()) {
            throw broken(file, "it names no tensors", null);
        }
        return new QuantizationManifest(
                QuantizationScheme.ofWord(scheme)
                        .orElseThrow(
                                () ->
                                        broken(
                                                file,
                                                "it names the unknown scheme \"%s\""
                                                        .formatted(scheme),
                                                null)),
                json.path("sources").valueStream().map(QuantizationManifest::source).toList(),
                codings);
    }

    private static Coding coding(Path file, String name, JsonNode value) {
        if (!name.endsWith(Coding.WEIGHT)) {
            throw broken(file, "\"%s\" is no name of a layer's weights".formatted(name), null);
        }
        String word = value.asString("");
        return Coding.ofWord(word)
                .orElseThrow(
                        () ->
                                broken(
                                        file,
                                        "\"%s\" is coded as \"%s\", which is unknown"
                                                .formatted(name, word),
                                        null));
    }

    private static Source source(JsonNode json) {
        return new Source(
                json.path("file").asString(""),
                json.path("bytes").asLong(0),
                json.path("sha256").asString(""),
                json.path("repository").asStringOpt(),
                json.path("revision").asStringOpt());
    }

    private static LiveryException broken(Path file, String reason, JacksonException cause) {
        return new LiveryException(
                "%s is no list of quantised weights: %s.".formatted(file, reason),
                "Quantise the model again.",
                cause);
    }

    /** The manifest's text. */
    public byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("scheme", scheme.word());
        json.put("sources", sources.stream().map(QuantizationManifest::toJson).toList());
        Map<String, String> tensors = new LinkedHashMap<>();
        codings.keySet().stream()
                .sorted()
                .forEach(name -> tensors.put(name, codings.get(name).word()));
        json.put("tensors", tensors);
        return JSON.writeValueAsBytes(json);
    }

    private static Map<String, Object> toJson(Source source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", source.file());
        json.put("bytes", source.bytes());
        json.put("sha256", source.sha256());
        source.repository().ifPresent(name -> json.put("repository", name));
        source.revision().ifPresent(commit -> json.put("revision", commit));
        return json;
    }
}
