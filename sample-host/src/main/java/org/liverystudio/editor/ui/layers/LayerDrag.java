package org.liverystudio.editor.ui.layers;

import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeCell;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/** Reordering by drag and drop: between rows, and onto groups. */
final class LayerDrag {
    private static final DataFormat LAYER = new DataFormat("application/x-livery-layer");

    /** Share of a group's row, at its upper and lower edge, that means "beside", not "into". */
    private static final double EDGE = 0.25;

    /** Where on a row the pointer is. */
    enum Zone {
        ABOVE,
        INTO,
        BELOW;

        private final PseudoClass style =
                PseudoClass.getPseudoClass("drop-" + name().toLowerCase(Locale.ROOT));
    }

    private final TreeCell<LayerRow> cell;
    private final LayersModel model;

    private LayerDrag(TreeCell<LayerRow> cell, LayersModel model) {
        this.cell = cell;
        this.model = model;
    }

    static void install(TreeCell<LayerRow> cell, LayersModel model) {
        LayerDrag drag = new LayerDrag(cell, model);
        cell.setOnDragDetected(event -> drag.start());
        cell.setOnDragOver(drag::over);
        cell.setOnDragExited(event -> drag.mark(null));
        cell.setOnDragDropped(drag::drop);
    }

    private void start() {
        if (cell.getItem() == null || cell.isEditing()) {
            return;
        }
        Dragboard board = cell.startDragAndDrop(TransferMode.MOVE);
        ClipboardContent content = new ClipboardContent();
        content.put(LAYER, cell.getItem().id().value());
        board.setContent(content);
        board.setDragView(cell.snapshot(null, null));
    }

    private void over(DragEvent event) {
        Optional<LayerPlace> place = place(event);
        place.ifPresent(
                allowed -> {
                    event.acceptTransferModes(TransferMode.MOVE);
                    event.consume();
                });
        mark(place.isPresent() && cell.getItem() != null ? zone(event) : null);
    }

    private void drop(DragEvent event) {
        Optional<LayerPlace> place = place(event);
        place.ifPresent(allowed -> model.move(dragged(event), allowed));
        event.setDropCompleted(place.isPresent());
        event.consume();
        mark(null);
    }

    private static LayerId dragged(DragEvent event) {
        return new LayerId((Long) event.getDragboard().getContent(LAYER));
    }

    private Optional<LayerPlace> place(DragEvent event) {
        if (!event.getDragboard().hasContent(LAYER)) {
            return Optional.empty();
        }
        LayerId layer = dragged(event);
        LayerPlace place =
                cell.getItem() == null
                        ? bottom()
                        : place(cell.getItem(), zone(event), isOpenGroup());
        return Optional.of(place).filter(wanted -> model.canMove(layer, wanted));
    }

    /** Below everything: where the empty part of the list lies. */
    private LayerPlace bottom() {
        return new LayerPlace.Below(model.document().state().layers().getFirst().id());
    }

    private boolean isOpenGroup() {
        return cell.getTreeItem().isExpanded() && !cell.getTreeItem().isLeaf();
    }

    private Zone zone(DragEvent event) {
        return zone(cell.getItem().layer().isGroup(), event.getY() / cell.getHeight());
    }

    /**
     * @param share 0 at the upper edge of the row, 1 at the lower
     */
    static Zone zone(boolean group, double share) {
        if (!group) {
            return share < 0.5 ? Zone.ABOVE : Zone.BELOW;
        }
        if (share < EDGE) {
            return Zone.ABOVE;
        }
        return share > 1 - EDGE ? Zone.BELOW : Zone.INTO;
    }

    /** Rows show the top layer first; below an open group's row lies the top of the group. */
    static LayerPlace place(LayerRow row, Zone zone, boolean openGroup) {
        return switch (zone) {
            case ABOVE -> new LayerPlace.Above(row.id());
            case INTO -> new LayerPlace.TopOf(row.id());
            case BELOW ->
                    openGroup ? new LayerPlace.TopOf(row.id()) : new LayerPlace.Below(row.id());
        };
    }

    private void mark(Zone zone) {
        for (Zone each : Zone.values()) {
            cell.pseudoClassStateChanged(each.style, each == zone);
        }
    }
}
