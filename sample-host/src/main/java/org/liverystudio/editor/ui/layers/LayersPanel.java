package org.liverystudio.editor.ui.layers;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.keys.KeyBinding;
import org.liverystudio.host.LayerId;

/** The tree of layers with what can be done to them. JavaFX thread only. */
public final class LayersPanel extends BorderPane implements AutoCloseable {
    private static final double ROW_HEIGHT = 36;

    private LayersModel model;
    private final Thumbnails thumbnails = new Thumbnails();
    private final LayerDrag.Session drag = new LayerDrag.Session();
    private final LayerControls controls = new LayerControls();
    private final LayerButtons buttons = new LayerButtons(() -> model);
    private final LayerTreeItems items = new LayerTreeItems();
    private final TreeView<LayerRow> tree = new TreeView<>(items.root());
    private final ChangeListener<DocumentState> stateChanged = (o, before, now) -> show(now);
    private boolean showing;

    public LayersPanel() {
        setId("layers-panel");
        getStyleClass().add("layers-panel");
        tree.setId("layers-tree");
        tree.getStyleClass().addAll("dense", "layers-tree");
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW_HEIGHT);
        tree.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> picked(is));
        tree.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        setTop(controls);
        setBottom(buttons);
        show(Optional.empty());
    }

    /** Shows the layers of a document, or a hint that none is open. */
    public void show(Optional<DocumentModel> document) {
        if (model != null) {
            model.document().stateProperty().removeListener(stateChanged);
        }
        items.clear();
        thumbnails.clear();
        model = document.map(LayersModel::new).orElse(null);
        // cells hold the model of their document
        tree.setCellFactory(view -> new LayerCell(model, thumbnails, drag, this::editActiveName));
        buttons.setDisable(document.isEmpty());
        setCenter(document.isPresent() ? tree : hint());
        controls.show(model, Optional.empty());
        document.ifPresent(
                open -> {
                    open.stateProperty().addListener(stateChanged);
                    show(open.state());
                });
    }

    private static Label hint() {
        Label hint = new Label("No document is open");
        hint.getStyleClass().add("hint");
        return hint;
    }

    private void show(DocumentState state) {
        showing = true;
        items.show(state);
        Optional<LayerNode> active = state.activeLayer().flatMap(state::layer);
        active.flatMap(layer -> items.item(layer.id()))
                .ifPresentOrElse(this::select, this::selectNone);
        controls.show(model, active);
        showing = false;
    }

    private void select(TreeItem<LayerRow> item) {
        if (tree.getSelectionModel().getSelectedItem() == item) {
            return;
        }
        for (TreeItem<LayerRow> group = item.getParent();
                group != null;
                group = group.getParent()) {
            group.setExpanded(true);
        }
        tree.getSelectionModel().select(item);
        int row = tree.getRow(item);
        if (!RowVisibility.isVisible(tree, row)) {
            tree.scrollTo(Math.max(0, row - 2));
        }
    }

    /** Arrow keys start from the focused row, which a tree loses when it gets new items. */
    private void focusSelected() {
        int selected = tree.getSelectionModel().getSelectedIndex();
        if (tree.getFocusModel().getFocusedIndex() != selected) {
            tree.getFocusModel().focus(selected);
        }
    }

    private void selectNone() {
        tree.getSelectionModel().clearSelection();
    }

    private void picked(TreeItem<LayerRow> item) {
        if (!showing && item != null && item.getValue() != null) {
            model.activate(item.getValue().id());
        }
    }

    private void keyPressed(KeyEvent event) {
        if (model == null || tree.getEditingItem() != null) {
            return;
        }
        focusSelected();
        Optional<LayerId> active = model.active().map(LayerNode::id);
        if (event.getCode() == KeyCode.SPACE) {
            active.ifPresent(model::toggleVisible);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE && !event.isShiftDown()) {
            model.deleteActive();
            event.consume();
        } else if (KeyBinding.RENAME_LAYER.matches(event)) {
            editActiveName(); // the tree would swallow the key
            event.consume();
        }
    }

    /** Starts editing the active layer's name. */
    public void editActiveName() {
        TreeItem<LayerRow> item = tree.getSelectionModel().getSelectedItem();
        if (item != null) {
            if (!RowVisibility.isVisible(tree, tree.getRow(item))) {
                tree.scrollTo(Math.max(0, tree.getRow(item) - 2));
                tree.layout();
            }
            // an editable tree would start to edit at every click on the active layer
            tree.setEditable(true);
            tree.edit(item);
        }
    }

    /** What the Layer menu acts on; empty while no document is open. */
    public Optional<LayersModel> model() {
        return Optional.ofNullable(model);
    }

    /** Ends the thread that makes thumbnails. */
    @Override
    public void close() {
        thumbnails.close();
    }
}
