package org.liverystudio.editor.ui.layers;

import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;

/** Tells whether a row of a tree is in sight, so that a list does not jump without need. */
final class RowVisibility {
    private RowVisibility() {}

    static boolean isVisible(TreeView<?> tree, int row) {
        if (!(tree.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
                || flow.getFirstVisibleCell() == null) {
            return false;
        }
        return row >= flow.getFirstVisibleCell().getIndex()
                && row <= flow.getLastVisibleCell().getIndex();
    }
}
