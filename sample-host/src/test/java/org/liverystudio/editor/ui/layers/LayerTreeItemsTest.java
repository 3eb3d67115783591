package org.liverystudio.editor.ui.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.TreeItem;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LayerPlace;

class LayerTreeItemsTest {
    private final PixelLayer base = PixelLayer.named("Base", TiledImage.EMPTY);
    private final PixelLayer logo = PixelLayer.named("Logo", TiledImage.EMPTY);
    private final GroupLayer paint = GroupLayer.named("Paint", List.of(base, logo));
    private final PixelLayer wire = PixelLayer.named("Wire", TiledImage.EMPTY);
    private final DocumentState state =
            DocumentState.of(64, 64, List.of(paint, wire), DocumentInfo.DEFAULT);
    private final LayerTreeItems items = new LayerTreeItems();

    private static List<String> names(TreeItem<LayerRow> item) {
        return item.getChildren().stream().map(child -> child.getValue().layer().name()).toList();
    }

    private TreeItem<LayerRow> item(LayerNode layer) {
        return items.item(layer.id()).orElseThrow();
    }

    @Test
    void theTopLayerComesFirst() {
        items.show(state);

        assertThat(names(items.root())).containsExactly("Wire", "Paint");
        assertThat(names(item(paint))).containsExactly("Logo", "Base");
    }

    @Test
    void changedLayersKeepTheirItemsAndOpenGroupsStayOpen() {
        items.show(state);
        TreeItem<LayerRow> group = item(paint);
        TreeItem<LayerRow> untouched = item(base);
        LayerRow untouchedRow = untouched.getValue();
        group.setExpanded(false);

        items.show(
                state.withLayer(
                        logo.id(), node -> node.with(node.attributes().withName("Sponsor"))));

        assertThat(item(paint)).isSameAs(group);
        assertThat(group.isExpanded()).isFalse();
        assertThat(item(base)).isSameAs(untouched);
        assertThat(untouched.getValue()).isSameAs(untouchedRow);
        assertThat(names(group)).containsExactly("Sponsor", "Base");
    }

    @Test
    void aLayerThatLeavesItsGroupTakesItsItemAlong() {
        items.show(state);
        TreeItem<LayerRow> moved = item(logo);

        items.show(state.move(logo.id(), new LayerPlace.Top()));

        assertThat(names(items.root())).containsExactly("Logo", "Wire", "Paint");
        assertThat(item(logo)).isSameAs(moved);
        assertThat(moved.getParent()).isSameAs(items.root());
        assertThat(names(item(paint))).containsExactly("Base");
    }

    @Test
    void aHiddenGroupDimsItsChildren() {
        items.show(
                state.withLayer(
                        paint.id(), node -> node.with(node.attributes().withVisible(false))));

        assertThat(item(base).getValue().shown()).isFalse();
        assertThat(item(base).getValue().layer().visible()).isTrue();
        assertThat(item(wire).getValue().shown()).isTrue();
    }
}
