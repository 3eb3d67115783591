package org.liverystudio.editor.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;

/**
 * An open document: its state now, how it came to be, where it is saved. Every method may be called
 * on any thread; reading never waits for a writer. Listeners run on the thread that made the
 * change, after it, without a lock; two changes made at once may be told in either order, so a
 * listener that needs the newest state asks {@link #state()}.
 */
public final class EditorDocument {
    private static final long UNDO_BUDGET_BYTES = 512L << 20;

    private final List<String> notices;
    private final List<Consumer<DocumentChange>> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final History history;
    private volatile DocumentState state;
    private volatile String name;
    private volatile Optional<Path> file;
    private long savedRevision;

    /**
     * A document without history.
     *
     * @param name for its tab, until it is saved under another one
     * @param file where it came from; empty for a new one
     * @param notices what the file held that this editor cannot show or edit
     */
    public EditorDocument(
            String name, Optional<Path> file, DocumentState state, List<String> notices) {
        this(name, file, state, notices, UNDO_BUDGET_BYTES);
    }

    EditorDocument(
            String name,
            Optional<Path> file,
            DocumentState state,
            List<String> notices,
            long undoBudgetBytes) {
        this.name = name;
        this.file = file;
        this.state = state;
        this.notices = List.copyOf(notices);
        this.history = new History(undoBudgetBytes);
    }

    public String name() {
        return name;
    }

    public Optional<Path> file() {
        return file;
    }

    public List<String> notices() {
        return notices;
    }

    /** The document now; immutable. */
    public DocumentState state() {
        return state;
    }

    /** The document now, with its number for {@link #markSaved}. */
    public Revision revision() {
        synchronized (lock) {
            return new Revision(state, history.revision());
        }
    }

    /**
     * Does an edit.
     *
     * @return whether it changed anything
     * @throws LiveryException if it cannot be done; nothing has changed then
     */
    public boolean apply(Edit edit) {
        DocumentState before;
        DocumentState after;
        synchronized (lock) {
            before = state;
            after = edit.apply(before);
            if (after == before) {
                return false;
            }
            history.add(edit, before, after);
            state = after;
        }
        tell(before, after);
        return true;
    }

    /** The next edit starts a step of undo of its own, as after a slider was let go. */
    public void endGesture() {
        synchronized (lock) {
            history.endGesture();
        }
    }

    /** Takes the last step back; returns false if there is none. */
    public boolean undo() {
        return step(History::undo);
    }

    /** Takes the next step again; returns false if there is none. */
    public boolean redo() {
        return step(History::redo);
    }

    /**
     * Goes to a place in the history.
     *
     * @param done how many steps shall be done, from 0 to the number of steps
     */
    public void jumpTo(int done) {
        boolean moved = true;
        while (moved && history().done() != done) {
            moved = history().done() > done ? undo() : redo();
        }
    }

    private boolean step(Function<History, Optional<DocumentState>> step) {
        DocumentState before;
        DocumentState after;
        synchronized (lock) {
            Optional<DocumentState> target = step.apply(history);
            if (target.isEmpty()) {
                return false;
            }
            before = state;
            after = target.get();
            state = after;
        }
        tell(before, after);
        return true;
    }

    /** Steps done and undone. */
    public HistoryView history() {
        synchronized (lock) {
            return new HistoryView(history.labels(), history.done(), history.retainedBytes());
        }
    }

    /** Picks the layer to work on; not a step of undo. */
    public void setActiveLayer(Optional<LayerId> layer) {
        DocumentState before;
        DocumentState after;
        synchronized (lock) {
            before = state;
            after = before.withActiveLayer(layer);
            state = after;
        }
        if (!before.activeLayer().equals(after.activeLayer())) {
            tell(before, after);
        }
    }

    /** Whether there are changes that no file holds. */
    public boolean isChanged() {
        synchronized (lock) {
            return history.revision() != savedRevision;
        }
    }

    /**
     * Notes that a state is safe in a file; changes made since it was taken stay unsaved.
     *
     * @param saved from {@link #revision()}, taken before the file was written
     */
    public void markSaved(Revision saved, Path savedTo) {
        synchronized (lock) {
            savedRevision = saved.number();
            history.endGesture();
            file = Optional.of(savedTo);
            name = savedTo.getFileName().toString();
        }
    }

    /** Called after every change. */
    public Subscription onChange(Consumer<DocumentChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(DocumentState before, DocumentState after) {
        DocumentChange change = DocumentChange.between(before, after);
        listeners.forEach(listener -> listener.accept(change));
    }
}
