package org.liverystudio.editor.ui.shell;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.liverystudio.editor.edit.HistoryView;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** The Edit menu, whose first two entries name what they would undo and redo. */
final class EditMenu extends Menu {
    private final MenuItem undo;
    private final MenuItem redo;
    private final InvalidationListener historyChanged = observable -> showHistory();
    private Optional<DocumentModel> shown = Optional.empty();

    EditMenu(Commands commands, OpenDocuments documents) {
        super("_Edit");
        setId("menu-edit");
        undo = commands.item(KeyBinding.UNDO, "edit-undo");
        redo = commands.item(KeyBinding.REDO, "edit-redo");
        getItems().addAll(undo, redo);
        documents.activeProperty().addListener((observable, was, is) -> follow(is));
        follow(documents.active());
    }

    private void follow(Optional<DocumentModel> active) {
        shown.ifPresent(old -> old.historyProperty().removeListener(historyChanged));
        shown = active;
        shown.ifPresent(open -> open.historyProperty().addListener(historyChanged));
        showHistory();
    }

    private void showHistory() {
        Optional<HistoryView> history = shown.map(open -> open.historyProperty().get());
        name(undo, KeyBinding.UNDO, history.flatMap(HistoryView::undoLabel));
        name(redo, KeyBinding.REDO, history.flatMap(HistoryView::redoLabel));
    }

    private static void name(MenuItem item, KeyBinding key, Optional<String> what) {
        item.setDisable(what.isEmpty());
        item.setText(what.map(label -> key.label() + " " + label).orElse(key.label()));
    }
}
