package org.liverystudio.editor.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.liverystudio.host.Preferences;

/** What the window remembers between two starts. */
final class EditorSettings {
    private static final String THEME = "theme";
    private static final String FOLDER = "last-folder";
    private static final String WINDOW = "window";
    private static final String STARTED = "started-before";

    private final Preferences preferences;

    EditorSettings(Preferences preferences) {
        this.preferences = preferences;
    }

    Theme theme() {
        return Theme.ofKey(preferences.get(THEME).orElse(""));
    }

    void setTheme(Theme theme) {
        preferences.put(THEME, theme.key());
    }

    /** Where the last file was opened or saved, if the folder is still there. */
    Optional<Path> lastFolder() {
        return preferences.get(FOLDER).map(Path::of).filter(Files::isDirectory);
    }

    void setLastFolder(Path folder) {
        preferences.put(FOLDER, folder.toAbsolutePath().toString());
    }

    Optional<WindowPlacement> window() {
        return preferences.get(WINDOW).flatMap(WindowPlacement::parse);
    }

    void setWindow(WindowPlacement placement) {
        preferences.put(WINDOW, placement.format());
    }

    /** Whether something is to be shown beside the canvas. */
    boolean isShown(String panel) {
        return preferences.get("panel." + panel).map(Boolean::parseBoolean).orElse(true);
    }

    void setShown(String panel, boolean shown) {
        preferences.put("panel." + panel, Boolean.toString(shown));
    }

    /** True at the very first call for this user. */
    boolean isFirstStart() {
        boolean first = preferences.get(STARTED).isEmpty();
        preferences.put(STARTED, "true");
        return first;
    }
}
