package org.liverystudio.editor.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.liverystudio.editor.ui.canvas.CanvasModel;
import org.liverystudio.editor.ui.document.DocumentModel;

/** The line at the bottom: size, zoom, pointer, messages, background work, undo memory. */
final class StatusBar extends HBox {
    private final Label size = label("status-size");
    private final MenuButton zoom = new MenuButton();
    private final Label pointer = label("status-pointer");
    private final Label message = label("status-message");
    private final Label task = label("task-title");
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button(null, new FontIcon(Material2AL.CLOSE));
    private final HBox work = new HBox(8, task, progress, cancel);
    private final Label history = label("status-history");
    private final InvalidationListener refresh = observable -> refreshDocument();
    private Optional<DocumentModel> document = Optional.empty();

    StatusBar(TasksModel tasks, ObservableStringValue toolMessage) {
        setId("status-bar");
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        zoom.setId("status-zoom");
        zoom.getStyleClass().addAll("flat", "zoom-button");
        zoom.setTooltip(new Tooltip("Zoom"));
        zoom.setFocusTraversable(false);
        zoom.getItems()
                .setAll(
                        zoomItem("Fit in window", CanvasModel::fit),
                        zoomItem("100 %", CanvasModel::zoomToActualSize),
                        zoomItem("Zoom in", CanvasModel::zoomIn),
                        zoomItem("Zoom out", CanvasModel::zoomOut));
        pointer.setMinWidth(96);
        message.setMinWidth(0);
        progress.setId("task-progress");
        progress.setPrefWidth(120);
        cancel.setId("task-cancel");
        cancel.getStyleClass().addAll("button-icon", "flat", "small");
        cancel.setTooltip(new Tooltip("Cancel"));
        cancel.setAccessibleText("Cancel");
        cancel.setFocusTraversable(false);
        cancel.setOnAction(event -> tasks.cancelShown());
        work.setId("task");
        work.setAlignment(Pos.CENTER_RIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(size, zoom, pointer, message, gap, work, history);
        tasks.shownProperty().addListener((observable, was, is) -> showTask(is));
        showTask(tasks.shownProperty().get());
        toolMessage.addListener((observable, was, is) -> showMessage(is));
        refreshDocument();
    }

    private static Label label(String id) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private MenuItem zoomItem(String text, Consumer<CanvasModel> action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> document.map(DocumentModel::canvas).ifPresent(action));
        return item;
    }

    /** Shows another document's numbers. */
    void show(Optional<DocumentModel> newDocument) {
        document.ifPresent(
                old -> {
                    old.historyProperty().removeListener(refresh);
                    old.canvas().viewportProperty().removeListener(refresh);
                    old.canvas().pointerProperty().removeListener(refresh);
                });
        document = newDocument;
        document.ifPresent(
                open -> {
                    open.historyProperty().addListener(refresh);
                    open.canvas().viewportProperty().addListener(refresh);
                    open.canvas().pointerProperty().addListener(refresh);
                });
        refreshDocument();
    }

    private void showMessage(String text) {
        message.setText(text);
        message.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }

    private void refreshDocument() {
        document.ifPresent(
                open -> {
                    size.setText(StatusText.size(open.state()));
                    zoom.setText(open.canvas().viewport().percent());
                    pointer.setText(StatusText.pointer(open.canvas().pointerProperty().get()));
                    history.setText(StatusText.history(open.historyProperty().get()));
                });
        for (Node node : new Node[] {size, zoom, pointer, history}) {
            node.setVisible(document.isPresent());
            node.setManaged(document.isPresent());
        }
    }

    private void showTask(Optional<TasksModel.Shown> shown) {
        work.setVisible(shown.isPresent());
        work.setManaged(shown.isPresent());
        shown.ifPresent(
                now -> {
                    task.setText(now.text());
                    progress.setProgress(now.fraction() < 0 ? -1 : now.fraction());
                    cancel.setDisable(!now.cancellable());
                });
    }
}
