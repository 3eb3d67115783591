package org.liverystudio.editor.ui.layers;

import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/**
 * Reordering by dragging: between rows, and onto groups. A gesture inside the window, not one of
 * the system's drag and drop: layers cannot go to other programs.
 */
final class LayerDrag {
    /** Share of a group's row, at its upper and lower edge, that means "beside", not "into". */
    private static final double EDGE = 0.25;

    /** What is being dragged in one tree; its cells share it, because rows change their cells. */
    static final class Session {
        private Optional<LayerId> dragged = Optional.empty();
    }

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
    private final Session session;

    private LayerDrag(TreeCell<LayerRow> cell, LayersModel model, Session session) {
        this.cell = cell;
        this.model = model;
        this.session = session;
    }

    static void install(TreeCell<LayerRow> cell, LayersModel model, Session session) {
        LayerDrag drag = new LayerDrag(cell, model, session);
        cell.addEventHandler(MouseEvent.DRAG_DETECTED, drag::start);
        cell.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> drag.end());
        cell.addEventHandler(MouseDragEvent.MOUSE_DRAG_OVER, drag::over);
        cell.addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED, event -> drag.mark(null));
        cell.addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, drag::drop);
    }

    private void start(MouseEvent event) {
        if (cell.getItem() == null
                || cell.isEditing()
                || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        session.dragged = Optional.of(cell.getItem().id());
        cell.startFullDrag();
        cell.getScene().setCursor(Cursor.CLOSED_HAND);
        event.consume();
    }

    /** The button was let go, here or anywhere; the row below it hears of the drop after this. */
    private void end() {
        if (session.dragged.isPresent()) {
            cell.getScene().setCursor(null);
        }
    }

    private void over(MouseDragEvent event) {
        boolean allowed = place(event).isPresent() && cell.getItem() != null;
        mark(allowed ? zone(event) : null);
    }

    private void drop(MouseDragEvent event) {
        mark(null);
        Optional<LayerPlace> place = place(event);
        place.ifPresent(allowed -> session.dragged.ifPresent(layer -> model.move(layer, allowed)));
        session.dragged = Optional.empty();
    }

    private Optional<LayerPlace> place(MouseDragEvent event) {
        return session.dragged.flatMap(
                layer -> {
                    LayerPlace place =
                            cell.getItem() == null
                                    ? bottom()
                                    : place(cell.getItem(), zone(event), isOpenGroup());
                    return Optional.of(place).filter(wanted -> model.canMove(layer, wanted));
                });
    }

    /** Below everything: where the empty part of the list lies. */
    private LayerPlace bottom() {
        return new LayerPlace.Below(model.document().state().layers().getFirst().id());
    }

    private boolean isOpenGroup() {
        return cell.getTreeItem().isExpanded() && !cell.getTreeItem().isLeaf();
    }

    private Zone zone(MouseDragEvent event) {
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
