package org.liverystudio.editor.ui.shell;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.liverystudio.editor.edit.HistoryView;
import org.liverystudio.editor.ui.document.DocumentModel;

/** The steps of a document, oldest first; a click goes there. */
final class HistoryPanel extends StackPane {
    private static final PseudoClass UNDONE = PseudoClass.getPseudoClass("undone");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final String FIRST = "Opened";

    private final ListView<String> steps = new ListView<>();
    private final InvalidationListener changed = observable -> showHistory();
    private Optional<DocumentModel> document = Optional.empty();
    private int done;

    HistoryPanel() {
        steps.setId("history-list");
        steps.getStyleClass().addAll("dense", "history-list");
        steps.setCellFactory(list -> new StepCell());
        steps.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> jump());
        getChildren().add(steps);
    }

    void show(Optional<DocumentModel> newDocument) {
        document.ifPresent(old -> old.historyProperty().removeListener(changed));
        document = newDocument;
        document.ifPresent(open -> open.historyProperty().addListener(changed));
        showHistory();
    }

    private void showHistory() {
        if (document.isEmpty()) {
            steps.getItems().clear();
            return;
        }
        HistoryView history = document.get().historyProperty().get();
        done = history.done();
        steps.getItems().setAll(history.labels());
        steps.getItems().addFirst(FIRST);
        steps.getSelectionModel().select(done);
        steps.scrollTo(done);
    }

    private void jump() {
        int picked = steps.getSelectionModel().getSelectedIndex();
        if (picked >= 0 && picked != done) {
            document.ifPresent(open -> open.document().jumpTo(picked));
        }
    }

    private final class StepCell extends ListCell<String> {
        @Override
        protected void updateItem(String step, boolean empty) {
            super.updateItem(step, empty);
            setText(empty ? null : step);
            pseudoClassStateChanged(UNDONE, !empty && getIndex() > done);
            pseudoClassStateChanged(CURRENT, !empty && getIndex() == done);
        }
    }
}
