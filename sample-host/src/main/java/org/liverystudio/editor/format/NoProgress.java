package org.liverystudio.editor.format;

import org.liverystudio.host.TaskProgress;

/** For callers that show no progress and never cancel. */
public enum NoProgress implements TaskProgress {
    INSTANCE;

    @Override
    public void update(double fraction, String message) {
        // nobody watches
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
