package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class LiveMoveTest {
    private static final Rect SQUARE = new Rect(10, 20, 30, 40);

    /** A file's outline around pixels. */
    private record Outline() implements ForeignData {
        @Override
        public boolean isTiedToPlace() {
            return true;
        }
    }

    private static EditorDocument open(LayerNode... layers) {
        return new EditorDocument("car", Optional.empty(), document(400, 300, layers), List.of());
    }

    private static LayerNode square() {
        LayerNode node = filled("square", SQUARE, 200, 40, 60, 255);
        TiledMask mask = TiledMask.of(new Rect(10, 20, 5, 5), new byte[25], 255);
        return node.with(node.attributes().withMask(Optional.of(new LayerMask(mask))));
    }

    @Test
    void aDragIsOneStepThatMovesPixelsAndMask() {
        EditorDocument document = open(square());
        DocumentState before = document.state();
        LiveMove move = new LiveMove(document);

        move.to(100, 5);
        move.to(260, 30);
        move.finish();

        Rect there = new Rect(270, 50, 30, 40);
        LayerNode moved = document.state().layers().getFirst();
        assertThat(moved.bounds()).isEqualTo(there);
        assertThat(document.state().composite(there)).isEqualTo(before.composite(SQUARE));
        assertThat(document.state().composite(SQUARE)).containsOnly(0);
        assertThat(document.history().labels()).containsExactly("Move layer pixels");
        document.undo();
        assertThat(document.state()).isSameAs(before);
    }

    @Test
    void whatLeavesTheCanvasComesBackWhole() {
        EditorDocument document = open(square());
        byte[] before = document.state().composite(SQUARE);
        LiveMove out = new LiveMove(document);
        out.to(-500, 0);
        out.finish();
        LiveMove back = new LiveMove(document);
        back.to(500, 0);
        back.finish();

        assertThat(document.state().composite(SQUARE)).isEqualTo(before);
    }

    @Test
    void aGroupTakesItsLayersAlong() {
        EditorDocument document = open(layer("base"), group("number", square()));
        LiveMove move = new LiveMove(document);

        move.to(7, -3);

        LayerNode group = document.state().layers().getLast();
        assertThat(group.children().getFirst().bounds()).isEqualTo(new Rect(17, 17, 30, 40));
        assertThat(document.state().layers().getFirst().bounds()).isEqualTo(new Rect(0, 0, 4, 4));
    }

    @Test
    void whatWouldStayBehindIsRefusedWithWords() {
        LayerNode square = square();
        LayerNode tied = square.with(square.attributes().withForeign(new Outline()));

        assertThatThrownBy(() -> new LiveMove(open(group("number", tied))))
                .isInstanceOf(LiveryException.class)
                .hasMessage("\"square\" has an outline or settings that would stay behind.");
        assertThatThrownBy(() -> new LiveMove(open()))
                .hasMessage("No layer is active, so there is nothing to move.");
    }

    @Test
    void aMoveEndsWithWordsWhenItsLayerIsChangedByAnother() {
        EditorDocument document = open(square());
        LiveMove move = new LiveMove(document);
        move.to(5, 5);
        document.apply(new SetVisible(document.state().layers().getFirst().id(), false));

        assertThatThrownBy(() -> move.to(6, 6))
                .hasMessage("\"square\" was changed by something else while it was moved.");
    }
}
