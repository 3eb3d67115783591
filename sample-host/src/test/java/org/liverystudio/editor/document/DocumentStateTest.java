package org.liverystudio.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class DocumentStateTest {
    private final LayerNode a = layer("a");
    private final LayerNode b = layer("b");
    private final LayerNode c = layer("c");
    private final GroupLayer inner = group("inner", b);
    private final GroupLayer outer = group("outer", a, inner);
    private final DocumentState state = document(8, 8, outer, c);

    @Test
    void layersGoAboveBelowAndIntoGroups() {
        LayerNode n = layer("n");

        assertThat(names(state.insert(n, new LayerPlace.Above(a.id()))))
                .isEqualTo("outer(a n inner(b)) c");
        assertThat(names(state.insert(n, new LayerPlace.Below(b.id()))))
                .isEqualTo("outer(a inner(n b)) c");
        assertThat(names(state.insert(n, new LayerPlace.TopOf(outer.id()))))
                .isEqualTo("outer(a inner(b) n) c");
        assertThat(names(state.insert(n, new LayerPlace.Top()))).isEqualTo("outer(a inner(b)) c n");
        assertThat(state.insert(n, new LayerPlace.Top()).activeLayer()).contains(n.id());
    }

    @Test
    void aGroupMovesWithItsChildrenButNotIntoItself() {
        assertThat(names(state.move(inner.id(), new LayerPlace.Top())))
                .isEqualTo("outer(a) c inner(b)");
        assertThatThrownBy(() -> state.move(outer.id(), new LayerPlace.TopOf(inner.id())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a layer cannot go into or beside itself");
    }

    @Test
    void aNeighbourOfARemovedActiveLayerBecomesActive() {
        assertThat(state.activeLayer()).contains(c.id());
        assertThat(state.remove(c.id()).activeLayer()).contains(outer.id());
        DocumentState inB = state.withActiveLayer(Optional.of(b.id()));
        assertThat(inB.remove(b.id()).activeLayer()).contains(inner.id());
        assertThat(inB.remove(outer.id()).activeLayer()).contains(c.id());
        assertThat(inB.remove(c.id()).activeLayer()).contains(b.id());
    }

    @Test
    void aLayerThatIsGoneIsNamedInTheFailure() {
        assertThatThrownBy(() -> state.remove(b.id()).remove(b.id()))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("not in the document any more");
    }

    @Test
    void nodesThatAChangeLeavesAloneAreShared() {
        DocumentState changed = state.withLayer(b.id(), n -> n.with(n.attributes().withName("x")));

        assertThat(changed.layers().get(1)).isSameAs(c);
        assertThat(changed.layer(a.id())).containsSame(a);
        assertThat(names(changed)).isEqualTo("outer(a inner(x)) c");
    }

    @Test
    void aSelectionSeesNothingBeyondItsBounds() {
        SelectionMask rectangle = SelectionMask.rectangle(new Rect(1, 0, 1, 2));
        SelectionMask everywhere =
                SelectionMask.of(TiledMask.filledWith(255), new Rect(0, 0, 2, 2));

        assertThat(rectangle.coverage(new Rect(0, 0, 3, 1))).containsExactly(0, 255, 0);
        assertThat(everywhere.coverage(new Rect(1, 1, 2, 1))).containsExactly(255, 0);
    }

    private static String names(DocumentState state) {
        return names(state.layers());
    }

    private static String names(List<LayerNode> nodes) {
        return nodes.stream()
                .map(n -> n.isGroup() ? n.name() + "(" + names(n.children()) + ")" : n.name())
                .collect(Collectors.joining(" "));
    }
}
