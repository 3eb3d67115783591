package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.liverystudio.ai.diffusion.lora.EmbeddingFile;
import org.liverystudio.host.LiveryException;

/**
 * Words that textual inversions bring, and the ids of their vectors, which follow the vocabulary's.
 * A prompt names them plainly, as {@code <word>} or as {@code embedding:word}, in upper or lower
 * case: so the prompts of other programs work as they are.
 */
final class LearnedWords {
    private final Map<String, List<Integer>> ids = new LinkedHashMap<>();
    private int nextId;

    /**
     * @param firstId number of tokens in the vocabulary
     */
    LearnedWords(int firstId) {
        this.nextId = firstId;
    }

    /**
     * @throws LiveryException if two have one name: a prompt could not tell which is meant
     */
    static void requireDistinct(List<EmbeddingFile> words) {
        Set<String> known = new HashSet<>();
        for (EmbeddingFile word : words) {
            if (!known.add(key(word.word()))) {
                throw new LiveryException(
                        "Two embeddings are called \"%s\".".formatted(word.word()),
                        "Remove one of them, or rename its file: the name is what stands in the prompt.");
            }
        }
    }

    static LearnedWords none() {
        return new LearnedWords(Integer.MAX_VALUE);
    }

    /**
     * The next word; vectors are given in the order of the words.
     *
     * @param vectors that stand in its place, 1 or more
     */
    void add(String word, int vectors) {
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            own.add(nextId++);
        }
        ids.put(key(word), List.copyOf(own));
    }

    /** What finds them in a prompt; the first group is the word. Empty if there are none. */
    Optional<String> pattern() {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        String words =
                ids.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        String letter = "[\\p{L}\\p{N}_-]";
        return Optional.of(
                "(?iu:<(?:%s)>|(?<!%s)(?:embedding:)?(?:%s)(?!%s))"
                        .formatted(words, letter, words, letter));
    }

    /** The ids of what {@link #pattern} found; empty if something else did. */
    Optional<List<Integer>> find(Matcher found) {
        String text = key(found.group());
        String bare =
                text.startsWith("<") && text.endsWith(">")
                        ? text.substring(1, text.length() - 1)
                        : text.startsWith("embedding:")
                                ? text.substring("embedding:".length())
                                : text;
        return Optional.ofNullable(ids.get(bare)).or(() -> Optional.ofNullable(ids.get(text)));
    }

    private static String key(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
