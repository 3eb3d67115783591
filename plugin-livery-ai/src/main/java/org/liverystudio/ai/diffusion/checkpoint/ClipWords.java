package org.liverystudio.ai.diffusion.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * CLIP's vocabulary, which a checkpoint does not hold. All that must be kept is the list of pairs
 * in the order in which they are joined: the tokens are the bytes, the bytes at the end of a word,
 * and what the pairs make.
 */
final class ClipWords {
    static final int START_ID = 49406;
    static final int END_ID = 49407;

    private static final String RESOURCE = "clip-merges.txt.gz";
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String WORD_END = "</w>";

    private ClipWords() {}

    /** Writes a tokenizer's folder as transformers reads it. */
    static void write(Path folder, String padToken) throws IOException {
        Files.createDirectories(folder);
        List<String> merges = merges();
        Files.writeString(
                folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", merges) + "\n");
        JsonMapper json = JsonMapper.shared();
        Files.write(folder.resolve("vocab.json"), json.writeValueAsBytes(vocabulary(merges)));
        Map<String, Object> config =
                Map.of(
                        "tokenizer_class", "CLIPTokenizer",
                        "bos_token", START,
                        "eos_token", END,
                        "unk_token", END,
                        "pad_token", padToken,
                        "model_max_length", 77);
        Files.write(folder.resolve("tokenizer_config.json"), json.writeValueAsBytes(config));
    }

    private static List<String> merges() throws IOException {
        try (InputStream in = ClipWords.class.getResourceAsStream(RESOURCE)) {
            String text =
                    new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().toList();
        }
    }

    static Map<String, Integer> vocabulary(List<String> merges) {
        List<String> bytes = byteLetters();
        List<String> tokens = new ArrayList<>(bytes);
        bytes.forEach(letter -> tokens.add(letter + WORD_END));
        merges.forEach(pair -> tokens.add(pair.replace(" ", "")));
        tokens.add(START);
        tokens.add(END);
        Map<String, Integer> ids = new LinkedHashMap<>();
        tokens.forEach(token -> ids.put(token, ids.size()));
        return ids;
    }

    /** Each byte has a letter that can be seen: its own, or one from 256 on. */
    private static List<String> byteLetters() {
        List<String> visible = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            boolean isVisible =
                    value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
            if (isVisible) {
                visible.add(Character.toString(value));
            } else {
                others.add(Character.toString(256 + others.size()));
            }
        }
        visible.addAll(others);
        return visible;
    }
}
