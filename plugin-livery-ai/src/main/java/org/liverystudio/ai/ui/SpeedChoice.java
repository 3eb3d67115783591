package org.liverystudio.ai.ui;

import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;

/**
 * How much likeness may be given up for speed. What each costs and saves is measured in
 * docs/benchmarks.md.
 */
enum SpeedChoice {
    EXACT("Exact", Shortcuts.none()),
    FASTER("Twice as fast, nearly the same (approximate)", new Shortcuts(2, 0.8)),
    SKETCH("Nearly three times as fast, for sketches (approximate)", new Shortcuts(3, 0.8));

    private final String label;
    private final Shortcuts shortcuts;

    SpeedChoice(String label, Shortcuts shortcuts) {
        this.label = label;
        this.shortcuts = shortcuts;
    }

    /** What the painter reads. */
    String label() {
        return label;
    }

    Shortcuts shortcuts() {
        return shortcuts;
    }

    /** How preferences keep it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SpeedChoice> ofKey(String key) {
        for (SpeedChoice choice : values()) {
            if (choice.key().equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
