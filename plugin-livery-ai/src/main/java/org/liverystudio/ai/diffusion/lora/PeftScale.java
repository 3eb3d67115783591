package org.liverystudio.ai.diffusion.lora;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How strongly peft lets a layer's change act. peft writes no alpha beside the weights: newer
 * diffusers keep its settings in the file's notes, older ones have multiplied it into the weights.
 */
final class PeftScale {
    private static final String KEY = "lora_adapter_metadata";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode settings;

    private PeftScale(JsonNode settings) {
        this.settings = settings;
    }

    static PeftScale of(Path file, Map<String, String> metadata) {
        try {
            return new PeftScale(JSON.readTree(metadata.getOrDefault(KEY, "{}")));
        } catch (JacksonException e) {
            throw new LiveryException(
                    "The settings \"%s\" in the LoRA %s cannot be read: %s."
                            .formatted(KEY, file, e.getOriginalMessage()),
                    "Without them its strength is unknown; download the file again.",
                    e);
        }
    }

    /** Whether it takes the weights apart into length and direction. */
    boolean isDora() {
        for (AdaptedNetwork network : AdaptedNetwork.values()) {
            if (setting(network, "use_dora").map(JsonNode::asBoolean).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    /** Factor of one layer's change. */
    double of(LayerPlace place, long rank) {
        Optional<JsonNode> usual = setting(place.network(), "lora_alpha");
        if (usual.isEmpty()) {
            return 1;
        }
        double alpha =
                setting(place.network(), "alpha_pattern")
                        .flatMap(pattern -> matching(pattern, place))
                        .orElse(usual.get())
                        .asDouble(rank);
        boolean rootOfRank =
                setting(place.network(), "use_rslora").map(JsonNode::asBoolean).orElse(false);
        return alpha / (rootOfRank ? Math.sqrt(rank) : rank);
    }

    private Optional<JsonNode> setting(AdaptedNetwork network, String key) {
        JsonNode value = settings.get(network.part() + "." + key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** A pattern is the end of a layer's name, from a dot on; a caret asks for the whole name. */
    private static Optional<JsonNode> matching(JsonNode patterns, LayerPlace place) {
        String name = "." + place.name();
        for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
            String text = pattern.getKey();
            boolean matches =
                    text.startsWith("^")
                            ? name.equals("." + text.substring(1))
                            : name.endsWith("." + text);
            if (matches) {
                return Optional.of(pattern.getValue());
            }
        }
        return Optional.empty();
    }
}
