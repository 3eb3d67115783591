package org.liverystudio.editor.app;

/** What a status bar needs to know of a task. */
public interface ObservableTask {
    String title();

    /** Where it stands now. */
    TaskStatus status();

    /** Asks it to stop; it ends when its body notices. */
    void cancel();
}
