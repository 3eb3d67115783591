package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClipTokenizerTest {
    @ParameterizedTest
    @MethodSource("promptsOfTransformers")
    void oddPromptsGetTheIdsThatTransformersGives(String tokenizer, String prompt, int[] ids) {
        ClipTokenizer clip = ClipTokenizer.read(Golden.MINI.resolve(tokenizer));

        List<Integer> tokens = clip.words(prompt).stream().flatMap(List::stream).limit(75).toList();
        assertThat(clip.framed(tokens, 77)).isEqualTo(ids);
    }

    static Stream<Arguments> promptsOfTransformers() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode row : new JsonMapper().readTree(Golden.path("tokens.json").toFile())) {
            List<Integer> ids = new ArrayList<>();
            row.get("ids").forEach(id -> ids.add(id.asInt()));
            cases.add(
                    Arguments.of(
                            row.get("tokenizer").asString(),
                            row.get("prompt").asString(),
                            ids.stream().mapToInt(Integer::intValue).toArray()));
        }
        return cases.stream();
    }

    @Test
    void theSingleFileOfNewerTokenizersGivesTheSameIds(@TempDir Path folder) throws IOException {
        Path old = Golden.MINI.resolve("tokenizer");
        JsonMapper json = new JsonMapper();
        var model = json.createObjectNode();
        model.set("vocab", json.readTree(old.resolve("vocab.json").toFile()));
        var merges = model.putArray("merges");
        List<String> lines = Files.readAllLines(old.resolve("merges.txt"));
        for (String line : lines.subList(1, lines.size())) {
            String[] pair = line.split(" ");
            merges.addArray().add(pair[0]).add(pair[1]);
        }
        json.writeValue(
                folder.resolve("tokenizer.json").toFile(),
                json.createObjectNode().set("model", model));

        assertThat(ClipTokenizer.read(folder).words("tiger stripes!"))
                .isEqualTo(ClipTokenizer.read(old).words("tiger stripes!"));
    }

    @Test
    void aMissingVocabularyIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The model file %s is missing.".formatted(folder.resolve("vocab.json")));
    }
}
