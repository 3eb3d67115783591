package org.liverystudio.editor.ui.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.LiveryException;

class LayersModelTest {
    private final PixelLayer base = pixels("Base");
    private final PixelLayer logo = pixels("Logo");
    private final PixelLayer number = pixels("Number");
    private final GroupLayer paint = GroupLayer.named("Paint", List.of(base, logo));
    private final List<LiveryException> problems = new ArrayList<>();
    private final EditorDocument document =
            new EditorDocument(
                    "car.psd",
                    Optional.empty(),
                    DocumentState.of(64, 64, List.of(paint, number), DocumentInfo.DEFAULT),
                    List.of());
    private final LayersModel layers =
            new LayersModel(new DocumentModel(document, Runnable::run, problems::add));

    private static PixelLayer pixels(String name) {
        return PixelLayer.named(name, TiledImage.EMPTY);
    }

    /** Names bottom to top, children in brackets behind their group. */
    private String tree() {
        return tree(document.state().layers());
    }

    private static String tree(List<LayerNode> nodes) {
        return String.join(
                " ",
                nodes.stream()
                        .map(
                                node ->
                                        node.isGroup()
                                                ? node.name() + "[" + tree(node.children()) + "]"
                                                : node.name())
                        .toList());
    }

    private void undo() {
        assertThat(document.undo()).isTrue();
    }

    @Test
    void raisingGoesOverSiblingsAndThenOutOfTheGroup() {
        layers.activate(base.id());

        layers.raiseActive();
        assertThat(tree()).isEqualTo("Paint[Logo Base] Number");
        layers.raiseActive();
        assertThat(tree()).isEqualTo("Paint[Logo] Base Number");
        layers.raiseActive();
        assertThat(tree()).isEqualTo("Paint[Logo] Number Base");
        layers.raiseActive();
        assertThat(tree()).isEqualTo("Paint[Logo] Number Base");
    }

    @Test
    void loweringGoesUnderSiblingsAndThenOutOfTheGroup() {
        layers.activate(logo.id());

        layers.lowerActive();
        assertThat(tree()).isEqualTo("Paint[Logo Base] Number");
        layers.lowerActive();
        assertThat(tree()).isEqualTo("Logo Paint[Base] Number");
        layers.lowerActive();
        assertThat(tree()).isEqualTo("Logo Paint[Base] Number");
    }

    @Test
    void deletingIsOneStepOfUndo() {
        layers.activate(paint.id());

        layers.deleteActive();
        assertThat(tree()).isEqualTo("Number");
        assertThat(document.history().undoLabel()).contains("Delete layer");
        undo();
        assertThat(tree()).isEqualTo("Paint[Base Logo] Number");
    }

    @Test
    void newLayersGoAboveTheActiveOneUnderANameNotYetTaken() {
        layers.activate(base.id());

        layers.addLayer();
        layers.addLayer();
        layers.activate(paint.id());
        layers.addGroup();

        assertThat(tree()).isEqualTo("Paint[Base Layer 1 Layer 2 Logo] Group 1[] Number");
    }

    @Test
    void groupingWrapsTheActiveLayerWhereItIs() {
        layers.activate(base.id());

        layers.groupActive();

        assertThat(tree()).isEqualTo("Paint[Group 1[Base] Logo] Number");
    }

    @Test
    void draggingTheOpacityIsOneStepOfUndo() {
        layers.setOpacity(base.id(), 0.8);
        layers.setOpacity(base.id(), 0.5);
        layers.endOpacityDrag();
        layers.setOpacity(base.id(), 0.2);

        assertThat(document.history().labels()).hasSize(2);
        undo();
        assertThat(document.state().layer(base.id()).orElseThrow().opacity()).isEqualTo(0.5);
    }

    @Test
    void aBlankNameKeepsTheOldOne() {
        layers.rename(base.id(), "   ");
        assertThat(document.history().done()).isZero();

        layers.rename(base.id(), "  Primer ");
        assertThat(tree()).isEqualTo("Paint[Primer Logo] Number");
    }

    @Test
    void aGroupCannotGoIntoItself() {
        assertThat(layers.canMove(paint.id(), new LayerPlace.TopOf(paint.id()))).isFalse();
        assertThat(layers.canMove(paint.id(), new LayerPlace.Above(base.id()))).isFalse();
        assertThat(layers.canMove(number.id(), new LayerPlace.TopOf(paint.id()))).isTrue();

        layers.move(paint.id(), new LayerPlace.Above(base.id()));
        assertThat(document.history().done()).isZero();
    }

    @Test
    void anEditOfALayerThatIsGoneIsToldNotThrown() {
        layers.setRole(new LayerId(-1), Optional.empty());

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().getMessage()).contains("layer");
    }

    @Test
    void rowsTakeDropsAboveBelowAndIntoGroups() {
        LayerRow group = new LayerRow(paint, LayerRole.NONE, true);
        LayerRow layer = new LayerRow(base, LayerRole.NONE, true);

        assertThat(LayerDrag.zone(true, 0.5)).isEqualTo(LayerDrag.Zone.INTO);
        assertThat(LayerDrag.zone(true, 0.1)).isEqualTo(LayerDrag.Zone.ABOVE);
        assertThat(LayerDrag.zone(false, 0.6)).isEqualTo(LayerDrag.Zone.BELOW);
        assertThat(LayerDrag.place(group, LayerDrag.Zone.INTO, false))
                .isEqualTo(new LayerPlace.TopOf(paint.id()));
        assertThat(LayerDrag.place(group, LayerDrag.Zone.BELOW, true))
                .isEqualTo(new LayerPlace.TopOf(paint.id()));
        assertThat(LayerDrag.place(group, LayerDrag.Zone.BELOW, false))
                .isEqualTo(new LayerPlace.Below(paint.id()));
        assertThat(LayerDrag.place(layer, LayerDrag.Zone.ABOVE, false))
                .isEqualTo(new LayerPlace.Above(base.id()));
    }
}
