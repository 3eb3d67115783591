package org.liverystudio.editor.ui.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;

/** The row of tabs above the canvas, one for each document. The canvas itself is not in them. */
final class DocumentTabs extends TabPane {
    private final OpenDocuments documents;
    private final Consumer<DocumentModel> close;
    private final Map<DocumentModel, Tab> tabs = new HashMap<>();
    private boolean showing;

    /**
     * @param close asks about unsaved changes, then closes
     */
    DocumentTabs(OpenDocuments documents, Consumer<DocumentModel> close) {
        this.documents = documents;
        this.close = close;
        setId("document-tabs");
        getStyleClass().add("document-tabs");
        setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
        setFocusTraversable(false);
        documents.models().addListener((ListChangeListener<DocumentModel>) change -> showTabs());
        documents.activeProperty().addListener((observable, was, is) -> showActive(is));
        getSelectionModel().selectedItemProperty().addListener((o, was, is) -> picked(is));
        showTabs();
        showActive(documents.active());
    }

    private void showTabs() {
        showing = true;
        tabs.keySet().retainAll(documents.models());
        getTabs().removeIf(tab -> !tabs.containsValue(tab));
        for (DocumentModel model : documents.models()) {
            if (!tabs.containsKey(model)) {
                Tab tab = tab(model);
                tabs.put(model, tab);
                getTabs().add(tab);
            }
        }
        setVisible(!tabs.isEmpty());
        setManaged(!tabs.isEmpty());
        showing = false;
    }

    private Tab tab(DocumentModel model) {
        Tab tab = new Tab();
        tab.textProperty().bind(model.titleProperty());
        model.document().file().ifPresent(file -> tab.setTooltip(new Tooltip(file.toString())));
        tab.setUserData(model);
        tab.setOnCloseRequest(
                event -> {
                    event.consume(); // the tab goes when its document does
                    close.accept(model);
                });
        return tab;
    }

    private void showActive(Optional<DocumentModel> active) {
        showing = true;
        active.map(tabs::get).ifPresent(getSelectionModel()::select);
        showing = false;
    }

    private void picked(Tab tab) {
        if (!showing && tab != null && tab.getUserData() instanceof DocumentModel model) {
            documents.activate(model);
        }
    }
}
