package org.liverystudio.ai.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The LoRAs and embeddings of a recipe: paths and weights. The files are not looked at. */
final class AdditionsJson {
    private static final String LORAS = "loras";
    private static final String EMBEDDINGS = "embeddings";

    private AdditionsJson() {}

    static boolean isNeeded(NetworkSettings networks) {
        return !networks.loras().isEmpty() || !networks.embeddings().isEmpty();
    }

    static void write(ObjectNode root, NetworkSettings networks) {
        if (!networks.loras().isEmpty()) {
            ArrayNode loras = root.putArray(LORAS);
            networks.loras()
                    .forEach(
                            lora ->
                                    loras.addObject()
                                            .put("file", lora.file().toString())
                                            .put("weight", lora.weight()));
        }
        if (!networks.embeddings().isEmpty()) {
            ArrayNode embeddings = root.putArray(EMBEDDINGS);
            networks.embeddings().forEach(file -> embeddings.add(file.toString()));
        }
    }

    static NetworkSettings read(JsonNode root, NetworkSettings networks) {
        List<LoraChoice> loras = new ArrayList<>();
        for (JsonNode lora : root.path(LORAS)) {
            loras.add(
                    new LoraChoice(
                            path(lora.required("file")), lora.required("weight").doubleValue()));
        }
        List<Path> embeddings = new ArrayList<>();
        for (JsonNode file : root.path(EMBEDDINGS)) {
            embeddings.add(path(file));
        }
        return networks.withLoras(loras).withEmbeddings(embeddings);
    }

    private static Path path(JsonNode text) {
        try {
            return Path.of(text.stringValue());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path: \"" + text.stringValue() + "\"", e);
        }
    }
}
