package org.liverystudio.editor.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The editor on the screen, as far as the command line knows it. */
@FunctionalInterface
public interface EditorWindow {
    /**
     * Opens the editor and returns when it was closed.
     *
     * @param file to open, if one was named
     * @return exit code
     */
    int open(Optional<Path> file);
}
