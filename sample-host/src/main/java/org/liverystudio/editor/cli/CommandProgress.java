package org.liverystudio.editor.cli;

import org.liverystudio.editor.plugin.Terminal;
import org.liverystudio.host.TaskProgress;

/** Progress of the editor's own commands: quick enough to say nothing, but Ctrl+C ends them. */
record CommandProgress(Terminal terminal) implements TaskProgress {
    @Override
    public void update(double fraction, String message) {
        // reading and writing take a second or two
    }

    @Override
    public boolean isCancelled() {
        return terminal.interrupted().getAsBoolean();
    }
}
