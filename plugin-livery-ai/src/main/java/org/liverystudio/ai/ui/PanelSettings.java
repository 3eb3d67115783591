package org.liverystudio.ai.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.liverystudio.host.Preferences;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the panel remembers between sessions. */
final class PanelSettings {
    private static final int MOST_RECENT_PROMPTS = 20;
    private static final String RECENT = "recentPrompts";

    private final Preferences preferences;

    PanelSettings(Preferences preferences) {
        this.preferences = preferences;
    }

    String text(String key, String otherwise) {
        return preferences.get(key).orElse(otherwise);
    }

    void put(String key, String value) {
        preferences.put(key, value);
    }

    /** Empty if it was never stored or somebody edited the file into something else. */
    OptionalInt whole(String key) {
        return preferences
                .get(key)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    OptionalDouble number(String key) {
        return preferences
                .get(key)
                .filter(text -> text.matches("\\d{1,6}(\\.\\d+)?"))
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElse(OptionalDouble.empty());
    }

    /** Last used first. */
    List<String> recentPrompts() {
        Optional<String> stored = preferences.get(RECENT);
        if (stored.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(JsonMapper.shared().readValue(stored.get(), String[].class));
        } catch (JacksonException e) {
            preferences.remove(RECENT); // Somebody edited the file; a list of prompts is no loss.
            return List.of();
        }
    }

    /** Moves a prompt to the front. */
    List<String> remember(String prompt) {
        List<String> prompts = new ArrayList<>(recentPrompts());
        prompts.remove(prompt);
        prompts.add(0, prompt);
        List<String> kept = prompts.subList(0, Math.min(prompts.size(), MOST_RECENT_PROMPTS));
        preferences.put(RECENT, JsonMapper.shared().writeValueAsString(kept));
        return List.copyOf(kept);
    }
}
