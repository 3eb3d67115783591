package org.liverystudio.ai.ui;

import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.engine.Precision;

/** What the panel offers as the size of weights. */
enum PrecisionChoice {
    AUTOMATIC("Automatic", Precision.AUTO),
    EIGHT_BITS("8 bits: half the memory", Precision.INT8),
    FOUR_BITS("4 bits: a third, coarser", Precision.INT4);

    private final String label;
    private final Precision precision;

    PrecisionChoice(String label, Precision precision) {
        this.label = label;
        this.precision = precision;
    }

    /** What the painter reads. */
    String label() {
        return label;
    }

    Precision precision() {
        return precision;
    }

    /** How preferences keep it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PrecisionChoice> ofKey(String key) {
        for (PrecisionChoice choice : values()) {
            if (choice.key().equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
