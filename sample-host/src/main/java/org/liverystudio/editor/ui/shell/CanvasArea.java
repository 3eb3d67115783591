package org.liverystudio.editor.ui.shell;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.editor.image.CompositeCache;
import org.liverystudio.editor.ui.canvas.CanvasGestures;
import org.liverystudio.editor.ui.canvas.CanvasView;
import org.liverystudio.editor.ui.canvas.Picture;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.DocumentModel.Repaint;
import org.liverystudio.editor.ui.paint.PaintInputs;
import org.liverystudio.editor.ui.tools.ToolsModel;
import org.liverystudio.host.Rect;

/** The middle of the window: tabs, and below them the document in front or the start page. */
final class CanvasArea extends VBox {
    /** Two layers of floats for each tile of a large window. */
    private static final long COMPOSITE_BYTES = 96L << 20;

    private final CanvasView canvas = new CanvasView();
    private final CanvasGestures gestures;
    private final StartPage startPage;
    private final ChangeListener<Repaint> changed = (observable, was, is) -> update(is);
    private Optional<DocumentModel> document = Optional.empty();
    private CompositeCache composites = new CompositeCache(COMPOSITE_BYTES);

    CanvasArea(
            DocumentTabs tabs,
            StartPage startPage,
            Toasts toasts,
            ToolsModel tools,
            PaintInputs inputs) {
        this.startPage = startPage;
        gestures = new CanvasGestures(canvas, tools::canvasTool, inputs::of, this::select);
        StackPane ground = new StackPane(canvas, startPage, toasts);
        StackPane.setAlignment(toasts, Pos.TOP_RIGHT);
        StackPane.setMargin(toasts, new Insets(12));
        ground.getStyleClass().add("canvas-ground");
        VBox.setVgrow(ground, Priority.ALWAYS);
        setMinWidth(200);
        getChildren().addAll(tabs, ground);
        show(Optional.empty());
    }

    CanvasView canvas() {
        return canvas;
    }

    /** The brush or the tool is another one: the pointer shall show it at once. */
    void showPointer() {
        gestures.showPointer();
    }

    void show(Optional<DocumentModel> newDocument) {
        document.ifPresent(old -> old.repaintProperty().removeListener(changed));
        document = newDocument;
        composites = new CompositeCache(COMPOSITE_BYTES);
        canvas.setVisible(document.isPresent());
        if (document.isEmpty()) {
            canvas.clear();
        }
        startPage.setVisible(document.isEmpty());
        document.ifPresent(
                open -> {
                    canvas.open(
                            open.canvas(),
                            new Composite(open.state(), composites),
                            open.state().selection());
                    open.repaintProperty().addListener(changed);
                });
    }

    private void update(Repaint next) {
        document.ifPresent(
                open ->
                        canvas.update(
                                new Composite(next.state(), composites),
                                next.dirty(),
                                next.state().selection()));
    }

    /** A dragged rectangle becomes the selection; a click, or a drag beside the picture, none. */
    private void select(Optional<Rect> dragged) {
        document.ifPresent(
                open -> {
                    Optional<Rect> area =
                            dragged.map(rect -> rect.intersect(open.state().bounds()))
                                    .filter(rect -> !rect.isEmpty());
                    if (area.isEmpty() && open.state().selection().isEmpty()) {
                        canvas.preview(Optional.empty());
                        return;
                    }
                    open.apply(new SetSelection(area.map(SelectionMask::rectangle)));
                });
    }

    /** A state of a document, as the canvas computes it. */
    private record Composite(DocumentState state, CompositeCache composites) implements Picture {
        @Override
        public int width() {
            return state.width();
        }

        @Override
        public int height() {
            return state.height();
        }

        @Override
        public byte[] rgba(Rect area, int level) {
            return composites.render(state.layers(), area, level);
        }
    }
}
