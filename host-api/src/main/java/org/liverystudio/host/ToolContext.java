package org.liverystudio.host;

/** What an active tool works with. */
public interface ToolContext extends EditorContext {
    /** Shows a line in the status bar until the next one. */
    void showStatus(String message);
}
