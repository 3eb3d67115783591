package org.liverystudio.ai.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;

/** Token ids, the order in which pairs are joined, and the special tokens of one tokenizer. */
final class ClipVocabulary {
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final int[] VISIBLE = visibleBytes();

    private final Path folder;
    private final Map<String, Integer> ids;
    private final Map<Pair, Integer> ranks;
    private final String padToken;

    private ClipVocabulary(
            Path folder, Map<String, Integer> ids, Map<Pair, Integer> ranks, String padToken) {
        this.folder = folder;
        this.ids = ids;
        this.ranks = ranks;
        this.padToken = padToken;
        specialTokens().forEach(this::requireKnown);
    }

    static ClipVocabulary read(Path folder) {
        String padToken = padToken(folder);
        Path vocabulary = folder.resolve("vocab.json");
        Path whole = folder.resolve("tokenizer.json");
        // Transformers 5 writes one file in place of two.
        if (!Files.exists(vocabulary) && Files.exists(whole)) {
            JsonConfig json = JsonConfig.read(whole);
            JsonNode model = json.find("model").orElseThrow(() -> broken(whole, "no model"));
            return new ClipVocabulary(
                    folder,
                    ids(whole, model.path("vocab")),
                    ranks(whole, mergesOf(model.path("merges"))),
                    padToken);
        }
        JsonConfig json = JsonConfig.read(vocabulary);
        Path merges = folder.resolve("merges.txt");
        return new ClipVocabulary(
                folder, ids(vocabulary, json.root()), ranks(merges, lines(merges)), padToken);
    }

    /** The id of a token; of the end token if it is unknown, as CLIP's own tokenizer says. */
    int id(String token) {
        return ids.getOrDefault(token, endId());
    }

    int startId() {
        return ids.get(START);
    }

    int endId() {
        return ids.get(END);
    }

    int padId() {
        return ids.get(padToken);
    }

    Set<String> specialTokens() {
        return padToken.equals(END) ? Set.of(START, END) : Set.of(START, END, padToken);
    }

    /** The lower, the earlier the pair is joined; {@link Integer#MAX_VALUE} if it never is. */
    int rank(String left, String right) {
        return ranks.getOrDefault(new Pair(left, right), Integer.MAX_VALUE);
    }

    /**
     * The character that stands for a byte, so that no token holds blanks or control characters.
     */
    static int visible(int value) {
        return VISIBLE[value];
    }

    private static int[] visibleBytes() {
        int[] visible = new int[256];
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable =
                    value >= '!' && value <= '~'
                            || value >= 0xa1 && value <= 0xac
                            || value >= 0xae && value <= 0xff;
            visible[value] = printable ? value : next++;
        }
        return visible;
    }

    private static String padToken(Path folder) {
        for (String name : List.of("tokenizer_config.json", "special_tokens_map.json")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                JsonConfig json = JsonConfig.read(file);
                json.only("tokenizer_class", "CLIPTokenizer", "CLIPTokenizerFast");
                JsonNode token = json.find("pad_token").orElse(null);
                if (token != null) {
                    return token.isObject() ? token.path("content").asString() : token.asString();
                }
            }
        }
        return END;
    }

    private static Map<String, Integer> ids(Path file, JsonNode vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        vocabulary.forEachEntry(
                (token, id) -> {
                    if (!id.isInt()) {
                        throw broken(file, "token %s has the id %s".formatted(token, id));
                    }
                    ids.put(token, id.asInt());
                });
        return ids;
    }

    private static List<String> lines(Path merges) {
        if (!Files.isRegularFile(merges)) {
            throw broken(merges, "the file is missing");
        }
        try {
            List<String> lines = Files.readAllLines(merges);
            // The first line tells the version of the file format.
            return lines.isEmpty() ? lines : lines.subList(1, lines.size());
        } catch (IOException e) {
            throw broken(merges, e.toString());
        }
    }

    private static List<String> mergesOf(JsonNode merges) {
        List<String> lines = new ArrayList<>();
        for (JsonNode merge : merges) {
            lines.add(
                    merge.isArray()
                            ? merge.path(0).asString() + " " + merge.path(1).asString()
                            : merge.asString());
        }
        return lines;
    }

    private static Map<Pair, Integer> ranks(Path file, List<String> merges) {
        Map<Pair, Integer> ranks = new HashMap<>();
        for (String line : merges) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.split(" ");
            if (parts.length != 2) {
                throw broken(file, "\"%s\" is no pair of tokens".formatted(line));
            }
            ranks.putIfAbsent(new Pair(parts[0], parts[1]), ranks.size());
        }
        return ranks;
    }

    private void requireKnown(String token) {
        if (!ids.containsKey(token)) {
            throw broken(folder, "its vocabulary lacks the token %s".formatted(token));
        }
    }

    private static LiveryException broken(Path file, String reason) {
        return new LiveryException(
                "The tokenizer at %s cannot be used: %s.".formatted(file, reason),
                "Install the model again.");
    }

    private record Pair(String left, String right) {}
}
