package org.liverystudio.ai.diffusion;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a prompt into CLIP's token ids: byte-pair encoding of lower-cased words, as Hugging Face's
 * {@code CLIPTokenizer} does it.
 *
 * <p>Byte-pair encoding joins the pair of neighbours that was most frequent in training, again and
 * again, until no known pair is left.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">arXiv 1508.07909</a>
 */
public final class ClipTokenizer {
    private static final String WORD_END = "</w>";

    /** English endings, letters, single digits, other signs; what is between is dropped. */
    private static final Pattern WORD =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final ClipVocabulary vocabulary;
    private final LearnedWords learned;
    private final Pattern specials;

    private ClipTokenizer(ClipVocabulary vocabulary, LearnedWords learned) {
        this.vocabulary = vocabulary;
        this.learned = learned;
        // Learned words and special tokens are found in the text as it was typed. Encoder 2 pads
        // with "!", which so becomes special wherever it stands.
        String special =
                vocabulary.specialTokens().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        this.specials =
                Pattern.compile(
                        learned.pattern().map(words -> words + "|" + special).orElse(special));
    }

    /**
     * @param folder with vocab.json and merges.txt, or tokenizer.json
     * @throws org.liverystudio.host.LiveryException if they are missing or broken
     */
    public static ClipTokenizer read(Path folder) {
        return new ClipTokenizer(ClipVocabulary.read(folder), LearnedWords.none());
    }

    /** The same tokenizer that knows these words, and no others. */
    ClipTokenizer with(LearnedWords words) {
        return new ClipTokenizer(vocabulary, words);
    }

    /**
     * Cuts a text into words.
     *
     * @return the ids of each word's tokens
     */
    List<List<Integer>> words(String text) {
        List<List<Integer>> words = new ArrayList<>();
        Matcher special = specials.matcher(text);
        int from = 0;
        while (special.find()) {
            addWords(text.substring(from, special.start()), words);
            words.add(
                    learned.find(special).orElseGet(() -> List.of(vocabulary.id(special.group()))));
            from = special.end();
        }
        addWords(text.substring(from), words);
        return words;
    }

    private void addWords(String text, List<List<Integer>> words) {
        Matcher word = WORD.matcher(normalized(text));
        while (word.find()) {
            words.add(merged(symbols(word.group())).stream().map(vocabulary::id).toList());
        }
    }

    /**
     * Start token, tokens, end token, padding.
     *
     * @param tokens at most two fewer than {@code length}
     */
    int[] framed(List<Integer> tokens, int length) {
        int[] ids = new int[length];
        Arrays.fill(ids, vocabulary.padId());
        ids[0] = vocabulary.startId();
        for (int i = 0; i < tokens.size(); i++) {
            ids[i + 1] = tokens.get(i);
        }
        ids[tokens.size() + 1] = vocabulary.endId();
        return ids;
    }

    private static String normalized(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = BLANKS.matcher(composed).replaceAll(" ");
        StringBuilder lower = new StringBuilder(spaced.length());
        // Letter by letter: String.toLowerCase knows the final sigma, CLIP's training text did not.
        spaced.codePoints()
                .forEach(
                        letter -> {
                            lower.appendCodePoint(Character.toLowerCase(letter));
                            if (letter == 'İ') {
                                lower.append('\u0307');
                            }
                        });
        return lower.toString();
    }

    /** One visible character for each UTF-8 byte, the last marked as the word's end. */
    private static List<String> symbols(String word) {
        List<String> symbols = new ArrayList<>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(Character.toString(ClipVocabulary.visible(value & 0xff)));
        }
        symbols.add(symbols.removeLast() + WORD_END);
        return symbols;
    }

    private List<String> merged(List<String> symbols) {
        while (symbols.size() > 1) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = vocabulary.rank(symbols.get(i), symbols.get(i + 1));
                if (rank < bestRank) {
                    bestRank = rank;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
        return symbols;
    }
}
