package org.liverystudio.ai.ui;

import java.time.Duration;
import java.util.Arrays;

/** How long a model stays in memory when nothing is generated. */
enum KeepLoaded {
    ONE_MINUTE("1 minute", Duration.ofMinutes(1)),
    FIVE_MINUTES("5 minutes", Duration.ofMinutes(5)),
    HALF_AN_HOUR("30 minutes", Duration.ofMinutes(30)),
    THE_SESSION("until the editor closes", Duration.ofDays(365));

    private static final String SETTING = "keepLoaded";

    private final String title;
    private final Duration time;

    KeepLoaded(String title, Duration time) {
        this.title = title;
        this.time = time;
    }

    /** As chosen in an earlier session. */
    static KeepLoaded stored(PanelSettings settings) {
        String word = settings.text(SETTING, "");
        return Arrays.stream(values())
                .filter(choice -> choice.name().equals(word))
                .findFirst()
                .orElse(FIVE_MINUTES);
    }

    void store(PanelSettings settings) {
        settings.put(SETTING, name());
    }

    Duration time() {
        return time;
    }

    /** What the list shows. */
    @Override
    public String toString() {
        return title;
    }
}
