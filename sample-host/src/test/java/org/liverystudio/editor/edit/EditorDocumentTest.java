package org.liverystudio.editor.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class EditorDocumentTest {
    private static final LayerNode PAINT =
            filled("paint", new Rect(0, 0, 300, 40), 200, 30, 30, 255);
    private static final LayerNode LOGO = masked(filled("logo", new Rect(5, 5, 9, 9), 9, 9, 9, 99));
    private static final GroupLayer GROUP = group("group", LOGO);
    private static final LayerNode EXTRA = layer("extra");

    private final EditorDocument document = open(64L << 20);

    static Stream<Edit> edits() {
        return Stream.of(
                new AddLayer("Generate livery", EXTRA, new LayerPlace.Above(PAINT.id())),
                new RemoveLayer(GROUP.id()),
                new MoveLayer(LOGO.id(), new LayerPlace.Below(PAINT.id())),
                new SetVisible(PAINT.id(), false),
                new SetOpacity(PAINT.id(), 0.5),
                new SetBlendMode(LOGO.id(), BlendMode.SCREEN),
                new SetClipping(GROUP.id(), true),
                new RenameLayer(LOGO.id(), "badge"),
                new SetRole(LOGO.id(), Optional.of(LayerRole.DECAL)),
                new SetMaskEnabled(LOGO.id(), false),
                new SetSelection(Optional.of(SelectionMask.rectangle(new Rect(1, 1, 2, 2)))),
                new DuplicateLayer(GROUP.id()),
                new GroupLayers(Set.of(PAINT.id(), GROUP.id()), group("both")),
                new CompositeEdit(
                        "Swap",
                        List.of(
                                new RemoveLayer(LOGO.id()),
                                new AddLayer(EXTRA, new LayerPlace.TopOf(GROUP.id())))));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void everyEditIsOneStepThatCanBeTakenBackAndDoneAgain(Edit edit) {
        DocumentState before = document.state();

        assertThat(document.apply(edit)).isTrue();
        DocumentState after = document.state();

        assertThat(document.history().undoLabel()).contains(edit.label());
        assertThat(document.undo()).isTrue();
        assertThat(document.state()).isSameAs(before);
        assertThat(document.history().redoLabel()).contains(edit.label());
        assertThat(document.redo()).isTrue();
        assertThat(document.state()).isSameAs(after);
        assertThat(document.redo()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void pixelsOutsideTheDirtyAreaStayAsTheyWere(Edit edit) {
        List<DocumentChange> told = new ArrayList<>();
        document.onChange(told::add);

        document.apply(edit);
        document.undo();

        assertThat(told).hasSize(2);
        for (DocumentChange change : told) {
            assertSameOutside(change);
        }
    }

    private static void assertSameOutside(DocumentChange change) {
        Rect whole = change.after().bounds();
        byte[] before = change.before().composite(whole);
        byte[] after = change.after().composite(whole);
        for (int i = 0; i < before.length; i++) {
            int x = i / 4 % whole.width();
            int y = i / 4 / whole.width();
            if (before[i] != after[i]) {
                assertThat(change.dirty().contains(x, y)).as("%d, %d", x, y).isTrue();
            }
        }
    }

    @Test
    void groupedLayersKeepTheirOrderAndTakeThePlaceOfTheTopmost() {
        GroupLayer both = group("both");

        document.apply(new GroupLayers(Set.of(LOGO.id(), PAINT.id(), GROUP.id()), both));

        assertThat(document.state().layers()).extracting(LayerNode::name).containsExactly("both");
        assertThat(document.state().layers().getFirst().children())
                .extracting(LayerNode::name)
                .containsExactly("paint", "group");
        assertThat(document.state().activeLayer()).contains(both.id());
    }

    @Test
    void anEditThatChangesNothingLeavesNoStep() {
        assertThat(document.apply(new RenameLayer(PAINT.id(), "paint"))).isFalse();
        assertThat(document.apply(new SetMaskEnabled(PAINT.id(), false))).isFalse();
        assertThat(document.history().labels()).isEmpty();
    }

    @Test
    void ifOnePartFailsNothingIsDone() {
        DocumentState before = document.state();
        Edit broken =
                new CompositeEdit(
                        "Broken",
                        List.of(new RemoveLayer(PAINT.id()), new RemoveLayer(new LayerId(-1))));

        assertThatThrownBy(() -> document.apply(broken))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("not in the document any more");
        assertThat(document.state()).isSameAs(before);
        assertThat(document.history().labels()).isEmpty();
    }

    @Test
    void aDragOfTheOpacitySliderIsOneStep() {
        document.apply(new SetOpacity(PAINT.id(), 0.9));
        document.apply(new SetOpacity(PAINT.id(), 0.8));
        document.endGesture();
        document.apply(new SetOpacity(PAINT.id(), 0.7));
        document.apply(new SetOpacity(LOGO.id(), 0.7));

        assertThat(document.history().labels()).hasSize(3);
        document.undo();
        document.undo();
        assertThat(opacityOfPaint()).isEqualTo(0.8);
        document.undo();
        assertThat(opacityOfPaint()).isEqualTo(1);
    }

    @Test
    void aNewEditForgetsWhatWasUndone() {
        document.apply(new RenameLayer(PAINT.id(), "one"));
        document.apply(new RenameLayer(PAINT.id(), "two"));
        document.undo();
        document.apply(new SetVisible(PAINT.id(), false));

        assertThat(document.history().labels()).containsExactly("Rename layer", "Hide layer");
        document.jumpTo(0);
        assertThat(document.history().done()).isZero();
        document.jumpTo(2);
        assertThat(document.history().done()).isEqualTo(2);
    }

    @Test
    void theOldestStepsGoWhenTheBudgetIsSpent() {
        EditorDocument small = open(3 * 256 * 256 * 4);

        for (int i = 0; i < 5; i++) {
            small.apply(new AddLayer(layer("layer " + i), new LayerPlace.Top()));
        }

        assertThat(small.history().labels()).hasSize(3);
        assertThat(small.history().retainedBytes()).isEqualTo(3 * 256 * 256 * 4);
        small.jumpTo(0);
        assertThat(small.state().layers()).hasSize(4);
    }

    @Test
    void aDuplicateCostsNoMemory() {
        document.apply(new DuplicateLayer(PAINT.id()));

        assertThat(document.history().retainedBytes()).isZero();
    }

    @Test
    void savingKnowsWhichStateIsInTheFile() {
        document.apply(new RenameLayer(PAINT.id(), "one"));
        Revision taken = document.revision();
        document.apply(new RenameLayer(PAINT.id(), "two"));
        document.markSaved(taken, Path.of("car.psd"));

        assertThat(document.isChanged()).isTrue();
        document.undo();
        assertThat(document.isChanged()).isFalse();
        document.undo();
        assertThat(document.isChanged()).isTrue();
        assertThat(document.name()).isEqualTo("car.psd");
    }

    @Test
    void pickingALayerIsToldButIsNoStep() {
        List<DocumentChange> told = new ArrayList<>();
        document.onChange(told::add);

        document.setActiveLayer(Optional.of(PAINT.id()));
        document.setActiveLayer(Optional.of(PAINT.id()));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().activeLayerChanged()).isTrue();
        assertThat(told.getFirst().layersChanged()).isFalse();
        assertThat(told.getFirst().dirty()).isEqualTo(Rect.EMPTY);
        assertThat(document.isChanged()).isFalse();
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        List<DocumentChange> told = new ArrayList<>();
        document.onChange(told::add).close();

        document.apply(new SetVisible(PAINT.id(), false));

        assertThat(told).isEmpty();
    }

    @Test
    void editsFromManyThreadsAllArrive() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Edit edit = new AddLayer(layer("layer " + i), new LayerPlace.Top());
            threads.add(Thread.startVirtualThread(() -> document.apply(edit)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(document.state().layers()).hasSize(10);
        assertThat(document.history().done()).isEqualTo(8);
    }

    private double opacityOfPaint() {
        return document.state().layer(PAINT.id()).orElseThrow().opacity();
    }

    private static EditorDocument open(long undoBudgetBytes) {
        DocumentState state = document(320, 64, PAINT, GROUP);
        return new EditorDocument("test", Optional.empty(), state, List.of(), undoBudgetBytes);
    }

    private static LayerNode masked(LayerNode node) {
        LayerMask mask = new LayerMask(TiledMask.of(new Rect(6, 6, 2, 2), new byte[4], 255));
        return node.with(node.attributes().withMask(Optional.of(mask)));
    }
}
