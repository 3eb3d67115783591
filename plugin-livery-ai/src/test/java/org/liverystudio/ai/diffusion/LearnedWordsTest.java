package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedWordsTest {
    private static final int VOCABULARY = 1000;

    private final LearnedWords words = new LearnedWords(VOCABULARY);
    private final ClipTokenizer plain =
            ClipTokenizer.read(Golden.path("tiny-conv").resolve("tokenizer"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chrome",
                "Chrome",
                "<chrome>",
                "embedding:chrome",
                "EMBEDDING:CHROME",
            })
    void aWordIsKnownHoweverItIsWritten(String text) {
        words.add("Chrome", 2);

        assertThat(plain.with(words).words("a " + text + ", red"))
                .containsExactly(
                        plain.words("a").getFirst(),
                        List.of(VOCABULARY, VOCABULARY + 1),
                        plain.words(",").getFirst(),
                        plain.words("red").getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromed", "monochrome", "chrome-plated", "chrome_2", "<chromes>"})
    void aWordInsideAnotherIsNotMeant(String text) {
        words.add("chrome", 1);

        assertThat(plain.with(words).words(text)).isEqualTo(plain.words(text));
    }

    @Test
    void theLongerOfTwoNamesGoesFirst() {
        words.add("chrome", 1);
        words.add("chrome v2 (best)", 1);

        assertThat(plain.with(words).words("chrome v2 (best) chrome"))
                .containsExactly(List.of(VOCABULARY + 1), List.of(VOCABULARY));
    }

    @Test
    void aTokenizerForgetsWordsThatWereTakenAway() {
        words.add("chrome", 1);

        ClipTokenizer without = plain.with(words).with(LearnedWords.none());

        assertThat(without.words("chrome")).isEqualTo(plain.words("chrome"));
    }

    @Test
    void specialTokensAreStillFound() {
        words.add("chrome", 1);

        assertThat(plain.with(words).words("chrome<|endoftext|>"))
                .containsExactly(List.of(VOCABULARY), plain.words("<|endoftext|>").getFirst());
    }
}
