package org.liverystudio.editor.ui.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.TreeItem;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LayerId;

/**
 * Keeps the items of a tree in step with a document, top layer first. Items of layers that stay are
 * kept, so that groups stay open, the selection stays and only changed rows are drawn again.
 */
final class LayerTreeItems {
    private final TreeItem<LayerRow> root = new TreeItem<>();
    private Map<LayerId, TreeItem<LayerRow>> items = new HashMap<>();

    TreeItem<LayerRow> root() {
        return root;
    }

    Optional<TreeItem<LayerRow>> item(LayerId layer) {
        return Optional.ofNullable(items.get(layer));
    }

    void show(DocumentState state) {
        Map<LayerId, TreeItem<LayerRow>> kept = new HashMap<>();
        showChildren(root, state.layers(), state, true, kept);
        items = kept;
    }

    /** Forgets everything, as when no document is open. */
    void clear() {
        root.getChildren().clear();
        items = new HashMap<>();
    }

    private void showChildren(
            TreeItem<LayerRow> parent,
            List<LayerNode> bottomToTop,
            DocumentState state,
            boolean shown,
            Map<LayerId, TreeItem<LayerRow>> kept) {
        List<TreeItem<LayerRow>> wanted = new ArrayList<>(bottomToTop.size());
        for (LayerNode node : bottomToTop.reversed()) {
            boolean nodeShown = shown && node.visible();
            TreeItem<LayerRow> item = itemOf(new LayerRow(node, state.role(node.id()), nodeShown));
            kept.put(node.id(), item);
            wanted.add(item);
            showChildren(item, node.children(), state, nodeShown, kept);
        }
        if (!parent.getChildren().equals(wanted)) {
            wanted.forEach(item -> leaveOldParent(item, parent));
            parent.getChildren().setAll(wanted);
        }
    }

    private TreeItem<LayerRow> itemOf(LayerRow row) {
        TreeItem<LayerRow> item = items.get(row.id());
        if (item == null) {
            item = new TreeItem<>(row);
            item.setExpanded(row.layer() instanceof GroupLayer group && group.expanded());
        } else if (row.differsFrom(item.getValue())) {
            item.setValue(row);
        }
        return item;
    }

    /** An item can be in one place only. */
    private static void leaveOldParent(TreeItem<LayerRow> item, TreeItem<LayerRow> parent) {
        TreeItem<LayerRow> old = item.getParent();
        if (old != null && old != parent) {
            old.getChildren().remove(item);
        }
    }
}
