package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON file of a model. Remembers which keys were asked for, so that a setting that nothing
 * here obeys is refused by name instead of giving a wrong picture.
 */
final class JsonConfig {
    /** Python writes infinity as a bare word; configs of DPM-Solver hold one. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final Path file;
    private final JsonNode root;
    private final Set<String> known = new HashSet<>();

    private JsonConfig(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * @throws LiveryException if the file is missing or no JSON object
     */
    static JsonConfig read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LiveryException(
                    "The model file %s is missing.".formatted(file),
                    "Install the model again, or choose a folder in the diffusers layout.");
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            if (!root.isObject()) {
                throw new LiveryException(
                        "%s holds no JSON object.".formatted(file), "Install the model again.");
            }
            return new JsonConfig(file, root);
        } catch (JacksonException e) {
            throw new LiveryException(
                    "%s is no valid JSON: %s.".formatted(file, e.getOriginalMessage()),
                    "Install the model again.",
                    e);
        }
    }

    /** The whole object, for files that are tables rather than settings. */
    JsonNode root() {
        return root;
    }

    /** A setting that may be absent or null. */
    Optional<JsonNode> find(String key) {
        known.add(key);
        JsonNode value = root.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    int count(String key, int whenAbsent) {
        return find(key).map(value -> toCount(key, value)).orElse(whenAbsent);
    }

    int count(String key) {
        return toCount(key, find(key).orElseThrow(() -> missing(key)));
    }

    double number(String key, double whenAbsent) {
        return find(key).map(value -> toNumber(key, value)).orElse(whenAbsent);
    }

    boolean flag(String key, boolean whenAbsent) {
        return find(key).map(value -> toFlag(key, value)).orElse(whenAbsent);
    }

    String text(String key, String whenAbsent) {
        return find(key).map(value -> toText(key, value)).orElse(whenAbsent);
    }

    /** One of the words of an enum, which are its constants in lower case. */
    <E extends Enum<E>> E word(String key, E whenAbsent) {
        Optional<JsonNode> value = find(key);
        if (value.isEmpty()) {
            return whenAbsent;
        }
        String word = toText(key, value.get());
        for (E constant : whenAbsent.getDeclaringClass().getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw unsupported(key, value.get().toString());
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : find(key).orElseThrow(() -> missing(key))) {
            texts.add(toText(key, element));
        }
        return List.copyOf(texts);
    }

    List<Integer> counts(String key) {
        List<Integer> counts = new ArrayList<>();
        for (JsonNode element : find(key).orElseThrow(() -> missing(key))) {
            counts.add(toCount(key, element));
        }
        return List.copyOf(counts);
    }

    /** A list of exactly that many numbers. */
    List<Double> numbers(String key, int count) {
        List<Double> numbers = new ArrayList<>();
        JsonNode list = find(key).orElseThrow(() -> missing(key));
        list.forEach(element -> numbers.add(toNumber(key, element)));
        if (numbers.size() != count) {
            throw unsupported(key, "%s where %d numbers are needed".formatted(list, count));
        }
        return List.copyOf(numbers);
    }

    /** One number for all levels, or a list with one for each. */
    List<Integer> countPerLevel(String key, int levels, int whenAbsent) {
        Optional<JsonNode> value = find(key);
        if (value.isEmpty() || !value.get().isArray()) {
            int same = value.map(one -> toCount(key, one)).orElse(whenAbsent);
            return Collections.nCopies(levels, same);
        }
        List<Integer> counts = counts(key);
        if (counts.size() != levels) {
            throw unsupported(key, "%d values for %d levels".formatted(counts.size(), levels));
        }
        return counts;
    }

    /** Refuses every value but these; absent and null mean the first. */
    void only(String key, Object... allowed) {
        Optional<JsonNode> value = find(key);
        if (value.isEmpty()) {
            return;
        }
        for (Object one : allowed) {
            boolean same =
                    switch (one) {
                        case String text ->
                                value.get().isString() && text.equals(value.get().asString());
                        case Boolean flag ->
                                value.get().isBoolean() && flag == value.get().asBoolean();
                        case Number number ->
                                value.get().isNumber()
                                        && number.doubleValue() == value.get().asDouble();
                        default -> throw new IllegalArgumentException(one.toString());
                    };
            if (same) {
                return;
            }
        }
        throw unsupported(key, value.get().toString());
    }

    /** Refuses any value at all. */
    void absent(String... keys) {
        for (String key : keys) {
            find(key)
                    .ifPresent(
                            value -> {
                                throw unsupported(key, value.toString());
                            });
        }
    }

    /** Refuses lists with anything in them. */
    void empty(String key) {
        find(key)
                .filter(list -> !list.isArray() || !list.isEmpty())
                .ifPresent(
                        value -> {
                            throw unsupported(key, value.toString());
                        });
    }

    /** Settings that change no number of a picture, such as training options. */
    void irrelevant(String... keys) {
        known.addAll(List.of(keys));
    }

    /** Refuses settings that were not asked for; keys with a leading underscore are notes. */
    void refuseUnknown() {
        root.forEachEntry(
                (key, value) -> {
                    if (!key.startsWith("_") && !known.contains(key) && !value.isNull()) {
                        throw unsupported(key, value.toString());
                    }
                });
    }

    LiveryException unsupported(String key, String value) {
        return new LiveryException(
                "%s asks for %s = %s, which is not supported.".formatted(file, key, value),
                "Choose another model; SDXL networks of the usual kind work.");
    }

    private LiveryException missing(String key) {
        return new LiveryException(
                "%s lacks the setting %s.".formatted(file, key), "Install the model again.");
    }

    private int toCount(String key, JsonNode value) {
        if (!value.isInt() || value.asInt() < 0) {
            throw unsupported(key, value.toString());
        }
        return value.asInt();
    }

    private double toNumber(String key, JsonNode value) {
        if (!value.isNumber()) {
            throw unsupported(key, value.toString());
        }
        return value.asDouble();
    }

    private boolean toFlag(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw unsupported(key, value.toString());
        }
        return value.asBoolean();
    }

    private String toText(String key, JsonNode value) {
        if (!value.isString()) {
            throw unsupported(key, value.toString());
        }
        return value.asString();
    }
}
