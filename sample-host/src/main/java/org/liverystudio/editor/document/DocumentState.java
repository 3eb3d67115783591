package org.liverystudio.editor.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.liverystudio.editor.image.Compositor;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/**
 * A document at one moment. Immutable, safe on any thread; {@code with...} methods make the next
 * state and share everything that stayed.
 */
public final class DocumentState {
    private final int width;
    private final int height;
    private final List<LayerNode> layers;
    private final Optional<LayerId> activeLayer;
    private final Optional<SelectionMask> selection;
    private final DocumentInfo info;
    private volatile Map<LayerId, LayerRole> roles;

    private DocumentState(
            int width,
            int height,
            List<LayerNode> layers,
            Optional<LayerId> activeLayer,
            Optional<SelectionMask> selection,
            DocumentInfo info) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no pixels: " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.layers = List.copyOf(layers);
        this.activeLayer = activeLayer.filter(id -> LayerTree.find(layers, id).isPresent());
        this.selection = selection;
        this.info = Objects.requireNonNull(info);
    }

    /** A document without selection whose topmost layer is the active one. */
    public static DocumentState of(
            int width, int height, List<LayerNode> bottomToTop, DocumentInfo info) {
        Optional<LayerId> top =
                bottomToTop.isEmpty() ? Optional.empty() : Optional.of(bottomToTop.getLast().id());
        return new DocumentState(width, height, bottomToTop, top, Optional.empty(), info);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** {@code 0, 0, width, height}. */
    public Rect bounds() {
        return new Rect(0, 0, width, height);
    }

    /** The top level, bottom to top. */
    public List<LayerNode> layers() {
        return layers;
    }

    /** Every layer and group, each group before its children, bottom to top. */
    public Stream<LayerNode> allLayers() {
        return LayerTree.all(layers);
    }

    public Optional<LayerNode> layer(LayerId id) {
        return LayerTree.find(layers, id);
    }

    /** The group that holds a layer; empty at the top level. */
    public Optional<GroupLayer> parentOf(LayerId id) {
        return LayerTree.parentOf(layers, id);
    }

    /** The layer that the painter works on. */
    public Optional<LayerId> activeLayer() {
        return activeLayer;
    }

    /** Empty where nothing is selected. */
    public Optional<SelectionMask> selection() {
        return selection;
    }

    public DocumentInfo info() {
        return info;
    }

    /** What a layer means: the role set by hand, else what names say; {@code NONE} if unknown. */
    public LayerRole role(LayerId id) {
        Map<LayerId, LayerRole> known = roles;
        if (known == null) {
            known = RoleDetector.roles(layers);
            roles = known;
        }
        return known.getOrDefault(id, LayerRole.NONE);
    }

    /** The picture as R, G, B, A bytes with straight alpha, row by row. */
    public byte[] composite(Rect area) {
        return Compositor.render(layers, area);
    }

    public DocumentState withLayers(List<LayerNode> bottomToTop) {
        return new DocumentState(width, height, bottomToTop, activeLayer, selection, info);
    }

    /** Changes one node. */
    public DocumentState withLayer(LayerId id, UnaryOperator<LayerNode> change) {
        return withLayers(LayerTree.replace(layers, id, change));
    }

    /** Puts a node in and makes it the active one. */
    public DocumentState insert(LayerNode node, LayerPlace place) {
        return withLayers(LayerTree.insert(layers, node, place))
                .withActiveLayer(Optional.of(node.id()));
    }

    /** Takes a node out; if it was active, a neighbour becomes active. */
    public DocumentState remove(LayerId id) {
        Optional<LayerId> next = activeLayer;
        LayerNode removed = LayerTree.get(layers, id);
        if (activeLayer.filter(a -> LayerTree.find(List.of(removed), a).isPresent()).isPresent()) {
            next = neighbourOf(id);
        }
        return withLayers(LayerTree.remove(layers, id)).withActiveLayer(next);
    }

    private Optional<LayerId> neighbourOf(LayerId id) {
        Optional<GroupLayer> parent = parentOf(id);
        List<LayerNode> siblings = parent.map(GroupLayer::children).orElse(layers);
        int index = siblings.stream().map(LayerNode::id).toList().indexOf(id);
        if (index > 0) {
            return Optional.of(siblings.get(index - 1).id());
        }
        if (index + 1 < siblings.size()) {
            return Optional.of(siblings.get(index + 1).id());
        }
        return parent.map(LayerNode::id);
    }

    /** Takes a node to another place. */
    public DocumentState move(LayerId id, LayerPlace place) {
        return withLayers(LayerTree.move(layers, id, place));
    }

    /** An id that is not in the document counts as none. */
    public DocumentState withActiveLayer(Optional<LayerId> id) {
        return new DocumentState(width, height, layers, id, selection, info);
    }

    public DocumentState withSelection(Optional<SelectionMask> newSelection) {
        return new DocumentState(width, height, layers, activeLayer, newSelection, info);
    }

    public DocumentState withInfo(DocumentInfo newInfo) {
        return new DocumentState(width, height, layers, activeLayer, selection, newInfo);
    }
}
