package org.liverystudio.host;

/** The services of the editor that a plugin runs in. */
public interface EditorContext {
    Documents documents();

    Tasks tasks();

    Preferences preferences();

    Notifications notifications();

    Directories directories();

    /** Version of this API that the editor offers, such as {@code "1.0.0"}. */
    String hostVersion();
}
