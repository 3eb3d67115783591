package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * As much of a prompt as a text encoder reads at once.
 *
 * @param ids start token, words, end token, padding
 * @param weights one for each token; 1 where it is no word
 */
record PromptChunk(int[] ids, float[] weights) {
    /**
     * Cuts a prompt into chunks. A word is not torn apart unless it is longer than a chunk.
     *
     * @param length of a chunk in tokens, with start and end
     * @return at least one
     */
    static List<PromptChunk> of(ClipTokenizer tokenizer, WeightedText prompt, int length) {
        Packer packer = new Packer(tokenizer, length);
        for (WeightedText.Part part : prompt.parts()) {
            tokenizer.words(part.text()).forEach(word -> packer.add(word, (float) part.weight()));
        }
        return packer.finish();
    }

    /** Chunks followed by empty ones, so that there are as many as wanted. */
    static List<PromptChunk> padded(
            List<PromptChunk> chunks, ClipTokenizer tokenizer, int length, int count) {
        List<PromptChunk> all = new ArrayList<>(chunks);
        while (all.size() < count) {
            all.add(empty(tokenizer, length));
        }
        return all;
    }

    /** What stands for no words at all. */
    static PromptChunk empty(ClipTokenizer tokenizer, int length) {
        return new Packer(tokenizer, length).finish().getFirst();
    }

    private static final class Packer {
        private final ClipTokenizer tokenizer;
        private final int length;
        private final List<PromptChunk> chunks = new ArrayList<>();
        private final List<Integer> ids = new ArrayList<>();
        private final List<Float> weights = new ArrayList<>();

        Packer(ClipTokenizer tokenizer, int length) {
            this.tokenizer = tokenizer;
            this.length = length;
        }

        private int room() {
            return length - 2;
        }

        void add(List<Integer> word, float weight) {
            if (ids.size() + word.size() > room() && word.size() <= room()) {
                next();
            }
            for (int id : word) {
                if (ids.size() == room()) {
                    next();
                }
                ids.add(id);
                weights.add(weight);
            }
        }

        private void next() {
            float[] all = new float[length];
            Arrays.fill(all, 1);
            for (int i = 0; i < weights.size(); i++) {
                all[i + 1] = weights.get(i);
            }
            chunks.add(new PromptChunk(tokenizer.framed(ids, length), all));
            ids.clear();
            weights.clear();
        }

        List<PromptChunk> finish() {
            if (!ids.isEmpty() || chunks.isEmpty()) {
                next();
            }
            return chunks;
        }
    }
}
