package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.LiveryException;

/**
 * One act of the painter, undone by one undo. It holds what to do, not what was there before: the
 * history keeps the states on both sides, which share everything that the edit leaves alone.
 */
public interface Edit {
    /** What the Edit menu and the history call it, such as "Rename layer". */
    String label();

    /**
     * The state after the edit; the same object if it changes nothing.
     *
     * @throws LiveryException if it cannot be done any more; nothing has changed then
     */
    DocumentState apply(DocumentState before);

    /**
     * Whether this edit goes on with the one before, as when a slider is dragged: both are then one
     * step of undo.
     */
    default boolean continues(Edit previous) {
        return false;
    }
}
