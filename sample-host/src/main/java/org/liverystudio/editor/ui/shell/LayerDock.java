package org.liverystudio.editor.ui.shell;

import java.util.Optional;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.layers.LayersPanel;

/** The panels about the document in front: its layers and its history. */
final class LayerDock extends TabPane {
    private final LayersPanel layers = new LayersPanel();
    private final HistoryPanel history = new HistoryPanel();

    LayerDock() {
        Tab historyTab = new Tab("History", history);
        historyTab.setId("tab-history");
        getTabs().addAll(new Tab("Layers", layers), historyTab);
        setId("layer-dock");
        getStyleClass().addAll("dense", "dock");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        setPrefWidth(296);
        setMinWidth(200);
    }

    LayersPanel layers() {
        return layers;
    }

    void show(Optional<DocumentModel> document) {
        layers.show(document);
        history.show(document);
    }

    void close() {
        layers.close();
    }
}
