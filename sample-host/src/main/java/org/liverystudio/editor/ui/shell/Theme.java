package org.liverystudio.editor.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.Application;
import org.liverystudio.editor.ui.canvas.Checkerboard;

/** The looks of the editor. Both share one small style sheet of our own that names only tokens. */
public enum Theme {
    DARK("Dark", new PrimerDark()),
    LIGHT("Light", new PrimerLight());

    /** Our own style sheet, for both themes. */
    static final String EDITOR_SHEET =
            Theme.class.getResource("/org/liverystudio/editor/ui/editor.css").toExternalForm();

    private final String label;
    private final atlantafx.base.theme.Theme sheets;

    Theme(String label, atlantafx.base.theme.Theme sheets) {
        this.label = label;
        this.sheets = sheets;
    }

    public String label() {
        return label;
    }

    /** Dresses every window of the program; call it on the JavaFX thread. */
    public void apply() {
        Application.setUserAgentStylesheet(sheets.getUserAgentStylesheet());
    }

    /** The ground under transparent pixels. */
    Checkerboard checkerboard() {
        return this == DARK ? Checkerboard.DARK : Checkerboard.LIGHT;
    }

    /** What the settings store. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme of a stored key; dark where it is unknown. */
    public static Theme ofKey(String key) {
        for (Theme theme : values()) {
            if (theme.key().equals(key)) {
                return theme;
            }
        }
        return DARK;
    }
}
