package org.liverystudio.ai.ui;

import java.util.Locale;
import java.util.Optional;

/** What the panel offers as a second pass. */
enum SecondPassChoice {
    AUTOMATIC("Where the size asks for it", 1),
    OFF("Off", 1),
    HALF_AGAIN("1.5 times as large", 1.5),
    TWICE("Twice as large", 2);

    private final String label;
    private final double factor;

    SecondPassChoice(String label, double factor) {
        this.label = label;
        this.factor = factor;
    }

    /** What the painter reads. */
    String label() {
        return label;
    }

    double factor() {
        return factor;
    }

    /** Whether the painter decides how it is done. */
    boolean isChosen() {
        return factor > 1;
    }

    /** How preferences keep it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SecondPassChoice> ofKey(String key) {
        for (SecondPassChoice choice : values()) {
            if (choice.key().equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
