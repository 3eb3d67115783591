package org.liverystudio.ai.ui;

import java.util.Locale;
import java.util.Optional;

/** What the panel offers to start from. */
enum StartChoice {
    NOTHING("Nothing"),
    VISIBLE("Visible picture"),
    ACTIVE_LAYER("Active layer");

    private final String label;

    StartChoice(String label) {
        this.label = label;
    }

    /** What the painter reads. */
    String label() {
        return label;
    }

    /** How preferences keep it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StartChoice> ofKey(String key) {
        for (StartChoice choice : values()) {
            if (choice.key().equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
