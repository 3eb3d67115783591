package org.liverystudio.editor.ui.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.AddLayer;
import org.liverystudio.editor.edit.DuplicateLayer;
import org.liverystudio.editor.edit.Edit;
import org.liverystudio.editor.edit.GroupLayers;
import org.liverystudio.editor.edit.MoveLayer;
import org.liverystudio.editor.edit.RemoveLayer;
import org.liverystudio.editor.edit.RenameLayer;
import org.liverystudio.editor.edit.SetAlphaLock;
import org.liverystudio.editor.edit.SetBlendMode;
import org.liverystudio.editor.edit.SetOpacity;
import org.liverystudio.editor.edit.SetRole;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;

/** What the layer panel and the Layer menu can do with a document's layers. */
public final class LayersModel {
    private final DocumentModel document;

    public LayersModel(DocumentModel document) {
        this.document = document;
    }

    public DocumentModel document() {
        return document;
    }

    private DocumentState state() {
        return document.document().state();
    }

    /** The layer that the painter works on. */
    public Optional<LayerNode> active() {
        return state().activeLayer().flatMap(state()::layer);
    }

    public void activate(LayerId layer) {
        document.document().setActiveLayer(Optional.of(layer));
    }

    public void toggleVisible(LayerId layer) {
        state().layer(layer)
                .ifPresent(node -> document.apply(new SetVisible(layer, !node.visible())));
    }

    /** A name of blanks only is no name: the layer keeps its own. */
    public void rename(LayerId layer, String name) {
        String wanted = name.strip();
        if (!wanted.isEmpty()) {
            document.apply(new RenameLayer(layer, wanted));
        }
    }

    /**
     * @param opacity 0 to 1; while a slider is dragged all values become one step of undo
     */
    public void setOpacity(LayerId layer, double opacity) {
        document.apply(new SetOpacity(layer, Math.clamp(opacity, 0, 1)));
    }

    /** The slider was let go. */
    public void endOpacityDrag() {
        document.document().endGesture();
    }

    /** Groups have no alpha of their own. */
    public void toggleAlphaLock() {
        active().filter(node -> !node.isGroup())
                .ifPresent(
                        node ->
                                document.apply(
                                        new SetAlphaLock(
                                                node.id(), !node.attributes().alphaLocked())));
    }

    public void setBlendMode(LayerId layer, BlendMode mode) {
        document.apply(new SetBlendMode(layer, mode));
    }

    /**
     * @param role empty to let the layer's name decide
     */
    public void setRole(LayerId layer, Optional<LayerRole> role) {
        document.apply(new SetRole(layer, role));
    }

    /** An empty layer above the active one. */
    public void addLayer() {
        add(PixelLayer.named(freeName("Layer"), TiledImage.EMPTY));
    }

    /** An empty group above the active layer. */
    public void addGroup() {
        add(GroupLayer.named(freeName("Group"), List.of()));
    }

    private void add(LayerNode node) {
        LayerPlace place =
                state().activeLayer()
                        .<LayerPlace>map(LayerPlace.Above::new)
                        .orElse(new LayerPlace.Top());
        document.apply(new AddLayer(node, place));
    }

    /** Puts the active layer into a new group. */
    public void groupActive() {
        onActive(
                node ->
                        new GroupLayers(
                                Set.of(node.id()), GroupLayer.named(freeName("Group"), List.of())));
    }

    public void duplicateActive() {
        onActive(node -> new DuplicateLayer(node.id()));
    }

    public void deleteActive() {
        onActive(node -> new RemoveLayer(node.id()));
    }

    /** One place up; from the top of a group to above the group. */
    public void raiseActive() {
        active().flatMap(node -> placeAbove(node.id()))
                .ifPresent(place -> onActive(node -> new MoveLayer(node.id(), place)));
    }

    /** One place down; from the bottom of a group to below the group. */
    public void lowerActive() {
        active().flatMap(node -> placeBelow(node.id()))
                .ifPresent(place -> onActive(node -> new MoveLayer(node.id(), place)));
    }

    /** Where raising takes a layer; empty if it is on top already. */
    public Optional<LayerPlace> placeAbove(LayerId layer) {
        List<LayerId> siblings = siblings(layer);
        int index = siblings.indexOf(layer);
        if (index + 1 < siblings.size()) {
            return Optional.of(new LayerPlace.Above(siblings.get(index + 1)));
        }
        return state().parentOf(layer).map(group -> new LayerPlace.Above(group.id()));
    }

    /** Where lowering takes a layer; empty if it is at the bottom already. */
    public Optional<LayerPlace> placeBelow(LayerId layer) {
        List<LayerId> siblings = siblings(layer);
        int index = siblings.indexOf(layer);
        if (index > 0) {
            return Optional.of(new LayerPlace.Below(siblings.get(index - 1)));
        }
        return state().parentOf(layer).map(group -> new LayerPlace.Below(group.id()));
    }

    private List<LayerId> siblings(LayerId layer) {
        return state().parentOf(layer).map(GroupLayer::children).orElse(state().layers()).stream()
                .map(LayerNode::id)
                .toList();
    }

    /** Whether a layer may go to a place: a group cannot go into or beside itself. */
    public boolean canMove(LayerId layer, LayerPlace place) {
        Optional<LayerId> target = targetOf(place);
        return target.isEmpty()
                || state().layer(layer).stream()
                        .flatMap(LayerNode::withDescendants)
                        .noneMatch(node -> node.id().equals(target.get()));
    }

    public void move(LayerId layer, LayerPlace place) {
        if (canMove(layer, place)) {
            document.apply(new MoveLayer(layer, place));
        }
    }

    private static Optional<LayerId> targetOf(LayerPlace place) {
        return switch (place) {
            case LayerPlace.Above(LayerId sibling) -> Optional.of(sibling);
            case LayerPlace.Below(LayerId sibling) -> Optional.of(sibling);
            case LayerPlace.TopOf(LayerId group) -> Optional.of(group);
            case LayerPlace.Top() -> Optional.empty();
        };
    }

    /** Makes an edit from the active layer. */
    private interface EditOfLayer {
        Edit of(LayerNode active);
    }

    private void onActive(EditOfLayer edit) {
        active().ifPresent(node -> document.apply(edit.of(node)));
    }

    private String freeName(String base) {
        List<String> taken = state().allLayers().map(LayerNode::name).toList();
        int number = 1;
        while (taken.contains(base + " " + number)) {
            number++;
        }
        return base + " " + number;
    }
}
