package org.liverystudio.editor.ui.document;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.edit.DocumentChange;
import org.liverystudio.editor.edit.Edit;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.HistoryView;
import org.liverystudio.editor.ui.canvas.CanvasModel;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Subscription;

/**
 * An open document as the window sees it. Documents change on any thread; the properties here
 * change on the thread of the user interface only.
 */
public final class DocumentModel implements AutoCloseable {
    /**
     * What the canvas draws next.
     *
     * @param dirty where it looks different from what was told before, in document coordinates
     */
    public record Repaint(DocumentState state, Rect dirty) {}

    private final EditorDocument document;
    private final Executor ui;
    private final Consumer<LiveryException> problems;
    private final CanvasModel canvas;
    private final ReadOnlyObjectWrapper<DocumentState> state;
    private final ReadOnlyObjectWrapper<Repaint> repaint;
    private final ReadOnlyObjectWrapper<HistoryView> history;
    private final ReadOnlyStringWrapper title;
    private final Subscription changes;
    private final Object dirtyLock = new Object();
    private Rect dirty = Rect.EMPTY;

    /**
     * @param ui runs tasks on the thread of the user interface
     * @param problems told about edits that cannot be done
     */
    public DocumentModel(EditorDocument document, Executor ui, Consumer<LiveryException> problems) {
        this.document = document;
        this.ui = ui;
        this.problems = problems;
        DocumentState now = document.state();
        canvas = new CanvasModel(now.width(), now.height());
        state = new ReadOnlyObjectWrapper<>(now);
        repaint = new ReadOnlyObjectWrapper<>(new Repaint(now, Rect.EMPTY));
        history = new ReadOnlyObjectWrapper<>(document.history());
        title = new ReadOnlyStringWrapper(titleNow());
        changes = document.onChange(this::changed);
    }

    private void changed(DocumentChange change) {
        synchronized (dirtyLock) {
            dirty = dirty.union(change.dirty());
        }
        ui.execute(this::refresh);
    }

    /** Brings the properties up to date, as after the document was saved. */
    public void refresh() {
        history.set(document.history());
        title.set(titleNow());
        // The dirty area first: a change is told after the state has it, so what is taken here is
        // in the state that is read next. A change that comes in between asks for another refresh.
        Rect changed = takeDirtyArea();
        DocumentState now = document.state();
        state.set(now);
        repaint.set(new Repaint(now, changed));
    }

    private Rect takeDirtyArea() {
        synchronized (dirtyLock) {
            Rect taken = dirty;
            dirty = Rect.EMPTY;
            return taken;
        }
    }

    private String titleNow() {
        return document.isChanged() ? document.name() + " *" : document.name();
    }

    public EditorDocument document() {
        return document;
    }

    /** How it is looked at. */
    public CanvasModel canvas() {
        return canvas;
    }

    public ReadOnlyObjectProperty<DocumentState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public DocumentState state() {
        return state.get();
    }

    /** Changes with every {@link #refresh}, also where only an area is to be drawn again. */
    public ReadOnlyObjectProperty<Repaint> repaintProperty() {
        return repaint.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<HistoryView> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /** Name of the tab, with a star while there are changes that no file holds. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Does an edit, or tells why it cannot be done. */
    public boolean apply(Edit edit) {
        try {
            return document.apply(edit);
        } catch (LiveryException problem) {
            problems.accept(problem);
            return false;
        }
    }

    /**
     * Does something to the document in several edits, or tells why it cannot be done.
     *
     * @return whether it went through
     */
    public boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (LiveryException problem) {
            problems.accept(problem);
            return false;
        }
    }

    public void undo() {
        document.undo();
    }

    public void redo() {
        document.redo();
    }

    /** Stops listening; the document itself stays as it is. */
    @Override
    public void close() {
        changes.close();
    }
}
