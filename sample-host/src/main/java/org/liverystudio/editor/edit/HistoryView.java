package org.liverystudio.editor.edit;

import java.util.List;
import java.util.Optional;

/**
 * What a history panel shows.
 *
 * @param labels of all steps, oldest first
 * @param done how many of them are done; those after can be taken again
 * @param retainedBytes memory that the steps keep alive
 */
public record HistoryView(List<String> labels, int done, long retainedBytes) {
    /** What undo would take back. */
    public Optional<String> undoLabel() {
        return done == 0 ? Optional.empty() : Optional.of(labels.get(done - 1));
    }

    /** What redo would do again. */
    public Optional<String> redoLabel() {
        return done == labels.size() ? Optional.empty() : Optional.of(labels.get(done));
    }
}
