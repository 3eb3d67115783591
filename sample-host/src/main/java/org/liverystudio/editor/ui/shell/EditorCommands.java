package org.liverystudio.editor.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.edit.CompositeEdit;
import org.liverystudio.editor.edit.SetSelection;
import org.liverystudio.editor.paint.Selections;
import org.liverystudio.editor.ui.canvas.CanvasModel;
import org.liverystudio.editor.ui.canvas.CanvasTool;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.keys.KeyBinding;
import org.liverystudio.editor.ui.layers.LayersModel;
import org.liverystudio.editor.ui.layers.LayersPanel;
import org.liverystudio.editor.ui.paint.PaintModel;
import org.liverystudio.editor.ui.tools.ToolsModel;

/** Fills the table of commands for an editor window. */
final class EditorCommands {
    private final OpenDocuments documents;
    private final BooleanBinding hasDocument;
    private final Commands commands = new Commands();

    EditorCommands(OpenDocuments documents) {
        this.documents = documents;
        hasDocument =
                Bindings.createBooleanBinding(
                        () -> documents.active().isPresent(), documents.activeProperty());
    }

    Commands table() {
        return commands;
    }

    BooleanBinding hasDocument() {
        return hasDocument;
    }

    void addFile(DocumentActions actions, Runnable quit) {
        commands.add(KeyBinding.OPEN, actions::open);
        commands.add(KeyBinding.SAVE, actions::save, hasDocument);
        commands.add(KeyBinding.SAVE_AS, actions::saveAs, hasDocument);
        commands.add(KeyBinding.EXPORT_PNG, actions::exportPng, hasDocument);
        commands.add(KeyBinding.CLOSE, actions::close, hasDocument);
        commands.add(KeyBinding.QUIT, quit);
    }

    void addEdit() {
        commands.add(KeyBinding.UNDO, () -> onDocument(DocumentModel::undo), hasDocument);
        commands.add(KeyBinding.REDO, () -> onDocument(DocumentModel::redo), hasDocument);
        commands.add(
                KeyBinding.SELECT_ALL,
                () ->
                        onDocument(
                                open ->
                                        select(
                                                open,
                                                Optional.of(
                                                        SelectionMask.rectangle(
                                                                open.state().bounds())))),
                hasDocument);
        commands.add(
                KeyBinding.SELECT_NOTHING,
                () -> onDocument(open -> select(open, Optional.empty())),
                hasDocument);
    }

    void addSelect() {
        commands.add(
                KeyBinding.INVERT_SELECTION, () -> onDocument(EditorCommands::invert), hasDocument);
    }

    private static void invert(DocumentModel open) {
        Optional<SelectionMask> inverted =
                Selections.invert(open.state().selection(), open.state().bounds());
        open.apply(new CompositeEdit("Invert selection", List.of(new SetSelection(inverted))));
    }

    private static void select(DocumentModel open, Optional<SelectionMask> selection) {
        boolean nothingToDo = selection.isEmpty() && open.state().selection().isEmpty();
        if (!nothingToDo) {
            open.apply(new SetSelection(selection));
        }
    }

    void addView() {
        addCanvas(KeyBinding.ZOOM_IN, CanvasModel::zoomIn);
        addCanvas(KeyBinding.ZOOM_OUT, CanvasModel::zoomOut);
        addCanvas(KeyBinding.ZOOM_ACTUAL, CanvasModel::zoomToActualSize);
        addCanvas(KeyBinding.ZOOM_FIT, CanvasModel::fit);
    }

    private void addCanvas(KeyBinding key, Consumer<CanvasModel> action) {
        commands.add(key, () -> onDocument(open -> action.accept(open.canvas())), hasDocument);
    }

    void addLayers(LayersPanel panel) {
        Supplier<Optional<LayersModel>> layers = panel::model;
        addLayer(KeyBinding.NEW_LAYER, layers, LayersModel::addLayer);
        addLayer(KeyBinding.GROUP_LAYER, layers, LayersModel::groupActive);
        addLayer(KeyBinding.DUPLICATE_LAYER, layers, LayersModel::duplicateActive);
        addLayer(KeyBinding.DELETE_LAYER, layers, LayersModel::deleteActive);
        addLayer(KeyBinding.LOCK_ALPHA, layers, LayersModel::toggleAlphaLock);
        addLayer(KeyBinding.RAISE_LAYER, layers, LayersModel::raiseActive);
        addLayer(KeyBinding.LOWER_LAYER, layers, LayersModel::lowerActive);
        addLayer(
                KeyBinding.TOGGLE_VISIBLE,
                layers,
                model -> model.active().ifPresent(node -> model.toggleVisible(node.id())));
        commands.add(KeyBinding.RENAME_LAYER, panel::editActiveName, hasDocument);
    }

    private void addLayer(
            KeyBinding key, Supplier<Optional<LayersModel>> layers, Consumer<LayersModel> action) {
        commands.add(key, () -> layers.get().ifPresent(action), hasDocument);
    }

    void addTools(ToolsModel tools) {
        commands.add(KeyBinding.HAND, () -> tools.pick(CanvasTool.HAND));
        commands.add(KeyBinding.ZOOM, () -> tools.pick(CanvasTool.ZOOM));
        commands.add(KeyBinding.RECTANGLE_SELECT, () -> tools.pick(CanvasTool.RECTANGLE_SELECT));
        commands.add(KeyBinding.ELLIPSE_SELECT, () -> tools.pick(CanvasTool.ELLIPSE_SELECT));
        commands.add(KeyBinding.LASSO, () -> tools.pick(CanvasTool.LASSO));
        commands.add(KeyBinding.WAND, () -> tools.pick(CanvasTool.WAND));
        commands.add(KeyBinding.MOVE, () -> tools.pick(CanvasTool.MOVE));
        commands.add(KeyBinding.BRUSH, () -> tools.pick(CanvasTool.BRUSH));
        commands.add(KeyBinding.ERASER, () -> tools.pick(CanvasTool.ERASER));
        commands.add(KeyBinding.FILL, () -> tools.pick(CanvasTool.FILL));
        commands.add(KeyBinding.PICK_COLOUR, () -> tools.pick(CanvasTool.PICKER));
    }

    /**
     * @param sizeChanged called after the keys for the brush's size
     */
    void addPaint(PaintModel paint, ToolsModel tools, Runnable sizeChanged) {
        commands.add(KeyBinding.SWAP_COLOURS, paint::swapColours);
        commands.add(KeyBinding.RESET_COLOURS, paint::resetColours);
        commands.add(
                KeyBinding.BRUSH_SMALLER,
                () -> {
                    paint.shrinkBrush(tools.canvasTool());
                    sizeChanged.run();
                });
        commands.add(
                KeyBinding.BRUSH_LARGER,
                () -> {
                    paint.enlargeBrush(tools.canvasTool());
                    sizeChanged.run();
                });
    }

    void addHelp(Runnable shortcuts) {
        commands.add(KeyBinding.HELP, shortcuts);
    }

    private void onDocument(Consumer<DocumentModel> action) {
        documents.active().ifPresent(action);
    }
}
