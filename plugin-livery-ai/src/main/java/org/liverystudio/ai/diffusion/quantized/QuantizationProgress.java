package org.liverystudio.ai.diffusion.quantized;

import org.liverystudio.ai.hub.files.ByteText;

/**
 * How far it is.
 *
 * @param step what is being done
 * @param doneBytes of {@code totalBytes}
 */
public record QuantizationProgress(Step step, long doneBytes, long totalBytes) {
    /** One after the other. */
    public enum Step {
        /** Hashes the files that nothing tells the hash of. */
        CHECKING("Checking"),
        WRITING("Quantising");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    /** In words, such as {@code Quantising: 1.2 GB of 2.8 GB (43 %)}. */
    public String text() {
        return "%s: %s of %s (%d %%)"
                .formatted(
                        step.word,
                        ByteText.of(doneBytes),
                        ByteText.of(totalBytes),
                        doneBytes * 100 / Math.max(1, totalBytes));
    }
}
