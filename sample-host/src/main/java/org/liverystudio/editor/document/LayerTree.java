package org.liverystudio.editor.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/**
 * Functions on lists of nodes, bottom to top. They return new lists and share every node that stays
 * as it was. Those that need a node throw {@link NoSuchLayerException} if it is gone.
 */
public final class LayerTree {
    private LayerTree() {}

    /** Every node, each group before its children. */
    public static Stream<LayerNode> all(List<LayerNode> nodes) {
        return nodes.stream().flatMap(LayerNode::withDescendants);
    }

    public static Optional<LayerNode> find(List<LayerNode> nodes, LayerId id) {
        return all(nodes).filter(node -> node.id().equals(id)).findFirst();
    }

    public static LayerNode get(List<LayerNode> nodes, LayerId id) {
        return find(nodes, id).orElseThrow(() -> new NoSuchLayerException(id));
    }

    /** The group that holds a node; empty at the top level. */
    public static Optional<GroupLayer> parentOf(List<LayerNode> nodes, LayerId id) {
        return all(nodes)
                .filter(GroupLayer.class::isInstance)
                .map(GroupLayer.class::cast)
                .filter(group -> indexOf(group.children(), id) >= 0)
                .findFirst();
    }

    /** The groups around a node, outermost first. */
    public static List<GroupLayer> ancestorsOf(List<LayerNode> nodes, LayerId id) {
        List<GroupLayer> ancestors = new ArrayList<>();
        Optional<GroupLayer> parent = parentOf(nodes, id);
        while (parent.isPresent()) {
            ancestors.addFirst(parent.get());
            parent = parentOf(nodes, parent.get().id());
        }
        return ancestors;
    }

    /** Changes one node. */
    public static List<LayerNode> replace(
            List<LayerNode> nodes, LayerId id, UnaryOperator<LayerNode> change) {
        return spliceAround(
                nodes,
                id,
                (siblings, index) -> siblings.set(index, change.apply(siblings.get(index))));
    }

    /** Takes a node out, a group with its children. */
    public static List<LayerNode> remove(List<LayerNode> nodes, LayerId id) {
        return spliceAround(nodes, id, (siblings, index) -> siblings.remove(index.intValue()));
    }

    /** Puts a node in. */
    public static List<LayerNode> insert(List<LayerNode> nodes, LayerNode node, LayerPlace place) {
        return switch (place) {
            case LayerPlace.Above(LayerId sibling) ->
                    spliceAround(
                            nodes, sibling, (siblings, index) -> siblings.add(index + 1, node));
            case LayerPlace.Below(LayerId sibling) ->
                    spliceAround(nodes, sibling, (siblings, index) -> siblings.add(index, node));
            case LayerPlace.TopOf(LayerId group) ->
                    replace(nodes, group, target -> withTopChild(target, node));
            case LayerPlace.Top() -> {
                List<LayerNode> copy = new ArrayList<>(nodes);
                copy.add(node);
                yield List.copyOf(copy);
            }
        };
    }

    /**
     * Takes a node to another place.
     *
     * @throws IllegalArgumentException if a group would go into itself
     */
    public static List<LayerNode> move(List<LayerNode> nodes, LayerId id, LayerPlace place) {
        LayerNode node = get(nodes, id);
        Optional<LayerId> target = targetOf(place);
        if (target.isPresent() && find(List.of(node), target.get()).isPresent()) {
            throw new IllegalArgumentException("a layer cannot go into or beside itself");
        }
        return insert(remove(nodes, id), node, place);
    }

    private static Optional<LayerId> targetOf(LayerPlace place) {
        return switch (place) {
            case LayerPlace.Above(LayerId sibling) -> Optional.of(sibling);
            case LayerPlace.Below(LayerId sibling) -> Optional.of(sibling);
            case LayerPlace.TopOf(LayerId group) -> Optional.of(group);
            case LayerPlace.Top() -> Optional.empty();
        };
    }

    private static LayerNode withTopChild(LayerNode target, LayerNode node) {
        if (!(target instanceof GroupLayer group)) {
            throw new IllegalArgumentException(target.name() + " is not a group");
        }
        List<LayerNode> children = new ArrayList<>(group.children());
        children.add(node);
        return group.withChildren(children);
    }

    /** Changes a copy of the list that holds a node. */
    private interface Splice {
        void apply(List<LayerNode> siblings, Integer index);
    }

    private static List<LayerNode> spliceAround(List<LayerNode> nodes, LayerId id, Splice splice) {
        return tryAround(nodes, id, splice).orElseThrow(() -> new NoSuchLayerException(id));
    }

    private static Optional<List<LayerNode>> tryAround(
            List<LayerNode> nodes, LayerId id, Splice splice) {
        int index = indexOf(nodes, id);
        if (index >= 0) {
            List<LayerNode> copy = new ArrayList<>(nodes);
            splice.apply(copy, index);
            return Optional.of(List.copyOf(copy));
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof GroupLayer group) {
                Optional<List<LayerNode>> changed = tryAround(group.children(), id, splice);
                if (changed.isPresent()) {
                    List<LayerNode> copy = new ArrayList<>(nodes);
                    copy.set(i, group.withChildren(changed.get()));
                    return Optional.of(List.copyOf(copy));
                }
            }
        }
        return Optional.empty();
    }

    private static int indexOf(List<LayerNode> nodes, LayerId id) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
