package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.lora.EmbeddingFile;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.Adapters;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

/** SDXL's two tokenizers and text encoders. */
final class PromptEncoder implements AutoCloseable {
    private final Torch torch;
    private final EncodedPrompts known = new EncodedPrompts();
    private final ScriptModule script;
    private ClipTokenizer firstTokenizer;
    private ClipTokenizer secondTokenizer;
    private final ClipTextEncoder first;
    private final ClipTextEncoder second;

    PromptEncoder(Torch torch, ModelFolder folder, WeightLoader loader) {
        this.torch = torch;
        this.firstTokenizer = ClipTokenizer.read(folder.part("tokenizer"));
        this.secondTokenizer = ClipTokenizer.read(folder.part("tokenizer_2"));
        this.first = encoder(folder, ModelFolder.FIRST_ENCODER, loader);
        this.second = encoder(folder, ModelFolder.SECOND_ENCODER, loader);
        this.script = ScriptModule.load(torch, "clip", "Clip");
    }

    private static ClipTextEncoder encoder(
            ModelFolder folder, String encoder, WeightLoader loader) {
        return new ClipTextEncoder(
                folder.clipConfig(encoder), new NetworkWeights(folder.clipFiles(encoder), loader));
    }

    ClipConfig firstConfig() {
        return first.config();
    }

    ClipConfig secondConfig() {
        return second.config();
    }

    /**
     * Adds these to the encoders, instead of what was added before.
     *
     * @param words in the order in which their vectors were added
     */
    void adapt(Optional<Adapters> toFirst, Optional<Adapters> toSecond, List<EmbeddingFile> words) {
        first.weights().adapt(toFirst);
        second.weights().adapt(toSecond);
        firstTokenizer = firstTokenizer.with(learned(words, first.config()));
        secondTokenizer = secondTokenizer.with(learned(words, second.config()));
        known.clear();
    }

    private static LearnedWords learned(List<EmbeddingFile> words, ClipConfig config) {
        LearnedWords learned = new LearnedWords(config.vocabulary());
        words.forEach(word -> learned.add(word.word(), word.vectors()));
        return learned;
    }

    /** Width of the states that {@link #encode} gives. */
    int contextChannels() {
        return first.config().channels() + second.config().channels();
    }

    /** Width of the pooled vector. */
    int pooledChannels() {
        return second.config().projection();
    }

    /** Whether {@link #encode} needs no encoder for these, since they were encoded lately. */
    boolean knows(List<String> prompts) {
        return known.find(prompts).isPresent();
    }

    /**
     * Encodes prompts that will be in one batch. Long ones are encoded chunk by chunk; all get as
     * many chunks as the longest has.
     */
    List<EncodedPrompt> encode(List<String> prompts, Runnable beforeEachBlock) {
        Optional<List<EncodedPrompt>> before = known.find(prompts);
        if (before.isPresent()) {
            return before.get();
        }
        List<EncodedPrompt> encoded = encodeAnew(prompts, beforeEachBlock);
        known.put(prompts, encoded);
        return encoded;
    }

    private List<EncodedPrompt> encodeAnew(List<String> prompts, Runnable beforeEachBlock) {
        List<WeightedText> texts = prompts.stream().map(WeightedText::parse).toList();
        int count = Math.max(chunks(firstTokenizer, texts), chunks(secondTokenizer, texts));
        try (TorchScope scope = torch.newScope()) {
            var calls = script.in(scope, beforeEachBlock);
            List<PromptChunk> firstRows = rows(firstTokenizer, texts, count);
            List<PromptChunk> secondRows = rows(secondTokenizer, texts, count);
            var one = first.encode(calls, ids(firstRows));
            var two = second.encode(calls, ids(secondRows));
            FloatTensor left = weighted(one.hidden(), firstRows);
            FloatTensor right = weighted(two.hidden(), secondRows);
            FloatTensor pooled = two.pooled().orElseThrow();
            List<EncodedPrompt> encoded = new ArrayList<>();
            for (int row = 0; row < texts.size() * count; row += count) {
                encoded.add(
                        new EncodedPrompt(
                                sideBySide(left.slice(row, count), right.slice(row, count)),
                                // As a whole, a prompt is what its first chunk says.
                                pooled.slice(row, 1)));
            }
            return encoded;
        }
    }

    private int chunks(ClipTokenizer tokenizer, List<WeightedText> texts) {
        return texts.stream()
                .mapToInt(text -> PromptChunk.of(tokenizer, text, length()).size())
                .max()
                .orElseThrow();
    }

    private int length() {
        return Math.min(first.config().positions(), second.config().positions());
    }

    /** The chunks of all prompts, one prompt after the other, and at the end an empty one. */
    private List<PromptChunk> rows(ClipTokenizer tokenizer, List<WeightedText> texts, int count) {
        List<PromptChunk> rows = new ArrayList<>();
        for (WeightedText text : texts) {
            List<PromptChunk> own = PromptChunk.of(tokenizer, text, length());
            rows.addAll(PromptChunk.padded(own, tokenizer, length(), count));
        }
        if (!texts.stream().allMatch(WeightedText::isPlain)) {
            rows.add(PromptChunk.empty(tokenizer, length()));
        }
        return rows;
    }

    private static List<int[]> ids(List<PromptChunk> rows) {
        return rows.stream().map(PromptChunk::ids).toList();
    }

    /**
     * Moves the state of each weighted token away from, or towards, what the empty prompt has in
     * its place: a weight of 0 leaves nothing of the word, as ComfyUI does it.
     */
    private FloatTensor weighted(FloatTensor hidden, List<PromptChunk> rows) {
        int width = hidden.length(2);
        int size = length() * width;
        float[] values = hidden.values().clone();
        int empty = (hidden.length(0) - 1) * size;
        for (int row = 0; row < rows.size(); row++) {
            for (int token = 0; token < length(); token++) {
                float weight = rows.get(row).weights()[token];
                for (int i = token * width; weight != 1 && i < (token + 1) * width; i++) {
                    float nothing = hidden.values()[empty + i];
                    values[row * size + i] = nothing + weight * (values[row * size + i] - nothing);
                }
            }
        }
        return new FloatTensor(hidden.shape(), values);
    }

    /** Chunks of both encoders {@code [chunks, tokens, channels]} as one run of tokens. */
    private static FloatTensor sideBySide(FloatTensor left, FloatTensor right) {
        int tokens = left.length(0) * left.length(1);
        int leftWidth = left.length(2);
        int rightWidth = right.length(2);
        int width = leftWidth + rightWidth;
        float[] joined = new float[tokens * width];
        for (int token = 0; token < tokens; token++) {
            System.arraycopy(left.values(), token * leftWidth, joined, token * width, leftWidth);
            System.arraycopy(
                    right.values(),
                    token * rightWidth,
                    joined,
                    token * width + leftWidth,
                    rightWidth);
        }
        return new FloatTensor(List.of(1L, (long) tokens, (long) width), joined);
    }

    /** Lets no more weights of each encoder stay than this. */
    void keepWithin(List<Long> limits) {
        first.weights().keepWithin(limits.get(0));
        second.weights().keepWithin(limits.get(1));
    }

    void load(Runnable beforeEachBlock) {
        first.weights().loadAll(beforeEachBlock);
        second.weights().loadAll(beforeEachBlock);
    }

    /** Frees the weights; they load again for the next prompt. */
    void release() {
        first.weights().release();
        second.weights().release();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        script.close();
    }
}
