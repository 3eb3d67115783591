package org.liverystudio.ai.tensors.quantized;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How many bits the weights of a model take. Which of its weights take fewer than 16 is decided by
 * {@link CodingPlan}.
 */
public enum QuantizationScheme {
    /** Eight bits where most weights are: a bit more than half the size of 16-bit weights. */
    INT8,
    /** Four bits in the largest layers, eight in others: less than a third of 16-bit weights. */
    INT4;

    /** The word on the command line and in a manifest. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<QuantizationScheme> ofWord(String word) {
        return Arrays.stream(values()).filter(scheme -> scheme.word().equals(word)).findFirst();
    }
}
