package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.ForeignData;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.document.Sample;
import org.liverystudio.editor.edit.DocumentChange;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.SetAlphaLock;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class LiveStrokeTest {
    private static final Ink RED = new Ink.Colour(220, 20, 40);

    /** What a file might say about a layer's pixels. */
    private record Made(PixelSource pixelSource) implements ForeignData {
        @Override
        public ForeignData asPaint() {
            return new Made(PixelSource.PAINT);
        }
    }

    private static EditorDocument open(LayerNode... layers) {
        return new EditorDocument("car", Optional.empty(), document(1024, 1024, layers), List.of());
    }

    private static LiveStroke stroke(EditorDocument document, Ink ink) {
        return new LiveStroke(document, Brush.round(20, 0.5), ink, Mirrors.NONE, "Brush stroke");
    }

    private static void paint(EditorDocument document) {
        LiveStroke stroke = stroke(document, RED);
        for (int x = 10; x < 60; x += 5) {
            stroke.moveTo(x, 20);
            stroke.show();
        }
        stroke.finish();
    }

    private static LayerNode made(PixelSource source) {
        LayerNode node = layer("number");
        return node.with(node.attributes().withForeign(new Made(source)));
    }

    @Test
    void aStrokeIsOneStepAndUndoBringsTheSameStateBack() {
        EditorDocument document = open(layer("base"), layer("paint"));
        DocumentState before = document.state();

        paint(document);
        paint(document);

        assertThat(document.history().labels()).containsExactly("Brush stroke", "Brush stroke");
        document.undo();
        document.undo();
        assertThat(document.state()).isSameAs(before);
    }

    @Test
    void onlyWhatIsUnderTheBrushIsToldDirty() {
        EditorDocument document = open(layer("paint"));
        List<Rect> dirty = new ArrayList<>();
        document.onChange((DocumentChange change) -> dirty.add(change.dirty()));

        paint(document);

        Rect stroke = dirty.stream().reduce(Rect.EMPTY, Rect::union);
        Rect around = Rect.between(0, 9, 66, 31);
        assertThat(stroke).isNotEqualTo(Rect.EMPTY).isEqualTo(stroke.intersect(around));
        assertThat(dirty).allMatch(part -> part.width() <= 27);
    }

    @Test
    void paintOnTextMakesItPaintAndUndoBringsTheTextBack() {
        EditorDocument document = open(made(PixelSource.TEXT));

        paint(document);

        assertThat(source(document)).isEqualTo(PixelSource.PAINT);
        document.undo();
        assertThat(source(document)).isEqualTo(PixelSource.TEXT);
    }

    private static PixelSource source(EditorDocument document) {
        return document.state().layers().getFirst().attributes().foreign().pixelSource();
    }

    @Test
    void fillsAdjustmentsGroupsAndHiddenLayersRefusePaintWithWords() {
        assertRefused(
                open(made(PixelSource.FILL)),
                "\"number\" is a fill or shape, whose settings decide its pixels.");
        assertRefused(
                open(made(PixelSource.ADJUSTMENT)),
                "\"number\" is an adjustment, which changes colours below it.");
        assertRefused(
                open(group("sponsors")),
                "\"sponsors\" is a group, and groups have no pixels of their own.");
        assertRefused(open(), "No layer is active, so there is nothing to paint on.");
        EditorDocument hidden = open(layer("wire"));
        hidden.apply(new SetVisible(hidden.state().layers().getFirst().id(), false));
        assertRefused(hidden, "\"wire\" is hidden, so the paint would not be seen.");
    }

    private static void assertRefused(EditorDocument document, String words) {
        assertThatThrownBy(() -> stroke(document, RED))
                .isInstanceOf(LiveryException.class)
                .hasMessage(words);
    }

    @Test
    void anEraserIsRefusedWhereAlphaIsLocked() {
        EditorDocument document = open(layer("base"));
        document.apply(new SetAlphaLock(document.state().layers().getFirst().id(), true));

        assertThatThrownBy(() -> stroke(document, new Ink.Eraser()))
                .hasMessage("The alpha of \"base\" is locked, so nothing can be erased.");
    }

    @Test
    void aStrokeEndsWithWordsWhenItsLayerIsChangedByAnother() {
        EditorDocument document = open(layer("base"));
        paint(document);
        LiveStroke stroke = stroke(document, RED);
        stroke.moveTo(100, 100);
        stroke.show();
        document.undo();
        stroke.moveTo(150, 100);

        assertThatThrownBy(stroke::show)
                .isInstanceOf(LiveryException.class)
                .hasMessage("\"base\" was changed by something else while it was painted on.");
    }

    @Test
    void paintReachesNoFurtherThanTheCanvas() {
        EditorDocument document = open(Sample.layer("base"));
        LiveStroke stroke = stroke(document, RED);
        stroke.moveTo(-200, -200);
        stroke.moveTo(1500, 1500);
        stroke.finish();

        Rect bounds = document.state().layers().getFirst().bounds();
        assertThat(bounds.intersect(document.state().bounds())).isEqualTo(bounds);
    }
}
