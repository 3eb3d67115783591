package org.liverystudio.editor.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;

/**
 * The steps that can be taken back and taken again. When they keep more memory alive than the
 * budget allows, the oldest are forgotten, but never the last one. Not safe for threads on its own:
 * {@link EditorDocument} guards it.
 */
final class History {
    /**
     * One step.
     *
     * @param edit what was done
     * @param before the state that undo brings back
     * @param after the state that redo brings back
     * @param revision unique number of the state after the step
     * @param retainedBytes memory that the step keeps alive
     */
    record Step(
            Edit edit,
            DocumentState before,
            DocumentState after,
            long revision,
            long retainedBytes) {}

    private final long budgetBytes;
    private final List<Step> steps = new ArrayList<>();
    private int done;
    private long baseRevision;
    private long lastRevision;
    private boolean open;

    History(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    void add(Edit edit, DocumentState before, DocumentState after) {
        steps.subList(done, steps.size()).clear();
        DocumentState from = before;
        if (open && done > 0 && edit.continues(steps.getLast().edit())) {
            from = steps.removeLast().before();
        }
        long bytes = StateDifference.retainedBytes(from, after);
        steps.add(new Step(edit, from, after, ++lastRevision, bytes));
        done = steps.size();
        open = true;
        forgetOldest();
    }

    private void forgetOldest() {
        while (steps.size() > 1 && retainedBytes() > budgetBytes) {
            baseRevision = steps.removeFirst().revision();
            done--;
        }
    }

    /** The next edit starts a step of its own. */
    void endGesture() {
        open = false;
    }

    Optional<DocumentState> undo() {
        if (done == 0) {
            return Optional.empty();
        }
        open = false;
        return Optional.of(steps.get(--done).before());
    }

    Optional<DocumentState> redo() {
        if (done == steps.size()) {
            return Optional.empty();
        }
        open = false;
        return Optional.of(steps.get(done++).after());
    }

    /** Number of the state that the document is in. */
    long revision() {
        return done == 0 ? baseRevision : steps.get(done - 1).revision();
    }

    int done() {
        return done;
    }

    List<String> labels() {
        return steps.stream().map(step -> step.edit().label()).toList();
    }

    long retainedBytes() {
        return steps.stream().mapToLong(Step::retainedBytes).sum();
    }
}
