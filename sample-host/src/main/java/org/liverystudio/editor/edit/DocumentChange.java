package org.liverystudio.editor.edit;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.Rect;

/**
 * What a listener is told.
 *
 * @param before the state until now
 * @param after the state from now on
 * @param dirty where the picture may look different, in document coordinates
 * @param layersChanged whether a layer's attributes, place or pixels changed, or one came or went
 */
public record DocumentChange(
        DocumentState before, DocumentState after, Rect dirty, boolean layersChanged) {
    static DocumentChange between(DocumentState before, DocumentState after) {
        return new DocumentChange(
                before,
                after,
                StateDifference.dirtyArea(before, after),
                before.layers() != after.layers());
    }

    public boolean activeLayerChanged() {
        return !before.activeLayer().equals(after.activeLayer());
    }

    public boolean selectionChanged() {
        return !before.selection().equals(after.selection());
    }
}
