package org.liverystudio.ai.diffusion;

import java.nio.file.Path;

/** Tells how long a prompt is for a model's text encoders. */
public final class TokenCounter {
    /** Tokens that CLIP reads at once, with start and end. */
    private static final int CHUNK = 77;

    private final ClipTokenizer tokenizer;

    private TokenCounter(ClipTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * @param model folder in the diffusers layout
     * @throws org.liverystudio.host.LiveryException if its tokenizer is missing or broken
     */
    public static TokenCounter of(Path model) {
        return new TokenCounter(ClipTokenizer.read(model.resolve("tokenizer")));
    }

    /**
     * @param used tokens of the words
     * @param room for how many there is until another chunk of 75 is needed
     */
    public record Count(int used, int room) {}

    /**
     * @throws org.liverystudio.host.LiveryException if a weight in the prompt is out of range
     */
    public Count count(String prompt) {
        WeightedText text = WeightedText.parse(prompt);
        int used =
                text.parts().stream()
                        .flatMap(part -> tokenizer.words(part.text()).stream())
                        .mapToInt(word -> word.size())
                        .sum();
        int chunks = PromptChunk.of(tokenizer, text, CHUNK).size();
        return new Count(used, chunks * (CHUNK - 2));
    }
}
