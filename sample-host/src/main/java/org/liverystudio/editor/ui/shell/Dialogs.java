package org.liverystudio.editor.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.stage.Window;

/** Questions to the painter; tests answer them without windows. */
public interface Dialogs {
    /** What to do with unsaved changes. */
    enum SaveAnswer {
        SAVE,
        DISCARD,
        CANCEL
    }

    /** The dialogs of the system. */
    static Dialogs ofSystem() {
        return new NativeDialogs();
    }

    /**
     * Asks for files to open.
     *
     * @param extensions endings without dot
     */
    List<Path> chooseToOpen(Window owner, List<String> extensions, Optional<Path> folder);

    /** Asks for one file. */
    Optional<Path> chooseOne(
            Window owner, String title, List<String> extensions, Optional<Path> folder);

    /**
     * Asks where to save.
     *
     * @param extension ending without dot
     */
    Optional<Path> chooseToSave(
            Window owner, String title, String name, String extension, Optional<Path> folder);

    /** Asks whether to save a changed document before it is closed. */
    SaveAnswer askToSave(Window owner, String documentName);

    /**
     * Asks for a number of pixels.
     *
     * @param most that may be answered; the least is 1
     * @return empty if the painter thought better of it
     */
    OptionalInt askPixels(Window owner, String title, int preset, int most);

    /** Tells about this program. */
    void about(Window owner, String version);

    /** Shows the shortcuts. */
    void shortcuts(Window owner);
}
