package org.liverystudio.ai.diffusion.lora;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the maker of a LoRA wrote into it for people. Nothing here changes a picture, and any of it
 * may be missing or wrong.
 *
 * @param title its name, or the file's
 * @param base the model it was trained on, in the trainer's words
 * @param triggerWords words that call it up, those of the maker first, then the commonest captions
 *     of its training pictures
 * @see <a href="https://github.com/Stability-AI/ModelSpec">the keys that begin with modelspec</a>
 */
public record LoraNotes(String title, Optional<String> base, List<String> triggerWords) {
    private static final int MOST_WORDS = 24;

    private static final JsonMapper JSON = JsonMapper.shared();

    public LoraNotes {
        triggerWords = List.copyOf(triggerWords);
    }

    static LoraNotes of(Path file, Map<String, String> metadata) {
        return new LoraNotes(
                first(metadata, "modelspec.title", "ss_output_name")
                        .orElseGet(() -> AddedFile.title(file)),
                first(
                        metadata,
                        "modelspec.architecture",
                        "ss_base_model_version",
                        "ss_sd_model_name"),
                Stream.concat(
                                phrases(metadata).stream(),
                                captions(metadata.getOrDefault("ss_tag_frequency", "{}")))
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList());
    }

    private static Optional<String> first(Map<String, String> metadata, String... keys) {
        return Stream.of(keys)
                .map(key -> metadata.getOrDefault(key, "").strip())
                .filter(text -> !text.isEmpty() && !text.equals("None"))
                .findFirst();
    }

    private static List<String> phrases(Map<String, String> metadata) {
        return first(metadata, "modelspec.trigger_phrase").stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** kohya's trainer counts the captions of each folder of pictures. */
    private static Stream<String> captions(String json) {
        Map<String, Long> counts = new HashMap<>();
        try {
            for (JsonNode folder : JSON.readTree(json)) {
                folder.forEachEntry(
                        (caption, count) ->
                                counts.merge(caption.strip(), count.asLong(0), Long::sum));
            }
        } catch (JacksonException _) {
            // A LoRA works as well without its notes.
            return Stream.empty();
        }
        counts.remove("");
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
