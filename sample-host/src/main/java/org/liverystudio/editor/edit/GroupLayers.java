package org.liverystudio.editor.edit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.editor.document.NoSuchLayerException;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;

/**
 * Puts layers into a new group, which takes the place of the topmost of them; their order stays.
 *
 * @param layers at least one; what lies inside another of them goes along with it
 * @param group the new group, without children
 */
public record GroupLayers(Set<LayerId> layers, GroupLayer group) implements Edit {
    public GroupLayers {
        layers = Set.copyOf(layers);
        if (layers.isEmpty() || !group.children().isEmpty()) {
            throw new IllegalArgumentException("a new group of at least one layer");
        }
    }

    @Override
    public String label() {
        return "Group layers";
    }

    @Override
    public DocumentState apply(DocumentState before) {
        for (LayerId id : layers) {
            LayerTree.get(before.layers(), id);
        }
        List<LayerNode> members =
                before.allLayers()
                        .filter(node -> layers.contains(node.id()))
                        .filter(node -> !isInsideAnother(before, node))
                        .toList();
        if (members.isEmpty()) {
            throw new NoSuchLayerException(layers.iterator().next());
        }
        DocumentState state =
                before.insert(
                        group.withChildren(List.of()),
                        new LayerPlace.Above(members.getLast().id()));
        for (LayerNode member : members) {
            state = state.move(member.id(), new LayerPlace.TopOf(group.id()));
        }
        return state.withActiveLayer(Optional.of(group.id()));
    }

    private boolean isInsideAnother(DocumentState state, LayerNode node) {
        return LayerTree.ancestorsOf(state.layers(), node.id()).stream()
                .anyMatch(ancestor -> layers.contains(ancestor.id()));
    }
}
