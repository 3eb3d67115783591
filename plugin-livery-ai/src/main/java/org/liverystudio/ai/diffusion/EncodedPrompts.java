package org.liverystudio.ai.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prompts that were encoded last: painters try seeds and settings more often than words. */
final class EncodedPrompts {
    /** At most; a prompt of one chunk takes 0.6 MB. */
    private static final int LIMIT = 16;

    private final Map<List<String>, List<EncodedPrompt>> known =
            new LinkedHashMap<>(LIMIT, 0.75f, true);

    /**
     * @param texts of one batch; in another batch they may be filled up to another length
     */
    Optional<List<EncodedPrompt>> find(List<String> texts) {
        return Optional.ofNullable(known.get(texts));
    }

    /** Remembers prompts; those that were not asked for the longest are forgotten. */
    void put(List<String> texts, List<EncodedPrompt> encoded) {
        if (known.size() == LIMIT) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(List.copyOf(texts), List.copyOf(encoded));
    }

    /** Forgets all: the encoders have changed. */
    void clear() {
        known.clear();
    }
}
