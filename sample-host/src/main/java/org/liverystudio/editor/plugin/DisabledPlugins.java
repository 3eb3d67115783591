package org.liverystudio.editor.plugin;

import java.util.Set;
import java.util.TreeSet;
import org.liverystudio.host.Preferences;

/** Remembers which plugins the painter switched off. */
final class DisabledPlugins {
    private static final String KEY = "plugins.disabled";

    private final Preferences preferences;

    DisabledPlugins(Preferences preferences) {
        this.preferences = preferences;
    }

    boolean contains(String pluginId) {
        return ids().contains(pluginId);
    }

    void add(String pluginId) {
        Set<String> ids = ids();
        ids.add(pluginId);
        keep(ids);
    }

    void remove(String pluginId) {
        Set<String> ids = ids();
        if (ids.remove(pluginId)) {
            keep(ids);
        }
    }

    private Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        for (String id : preferences.get(KEY).orElse("").split(",")) {
            if (!id.isBlank()) {
                ids.add(id.strip());
            }
        }
        return ids;
    }

    private void keep(Set<String> ids) {
        preferences.put(KEY, String.join(",", ids));
    }
}
