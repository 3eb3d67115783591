package org.liverystudio.editor.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.edit.RenameLayer;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

class DocumentModelTest {
    private final PixelLayer dot =
            PixelLayer.named("Dot", TiledImage.ofRgba(new Rect(5, 6, 2, 2), new byte[16]));
    private final EditorDocument document =
            new EditorDocument(
                    "car.psd",
                    Optional.empty(),
                    DocumentState.of(64, 64, List.of(dot), DocumentInfo.DEFAULT),
                    List.of());
    private final List<Runnable> waiting = new ArrayList<>();
    private final DocumentModel model = new DocumentModel(document, waiting::add, problem -> {});

    private void runWaiting() {
        List.copyOf(waiting).forEach(Runnable::run);
        waiting.clear();
    }

    @Test
    void changesOfOtherThreadsArriveOnTheThreadOfTheUserInterfaceOnly() {
        DocumentState before = model.state();

        document.apply(new RenameLayer(dot.id(), "Spot"));
        assertThat(model.state()).isSameAs(before);
        runWaiting();

        assertThat(model.state()).isSameAs(document.state());
        assertThat(model.titleProperty().get()).isEqualTo("car.psd *");
        assertThat(model.historyProperty().get().undoLabel()).contains("Rename layer");
    }

    @Test
    void noDirtyAreaIsLostWhenSeveralChangesBecomeOneRefresh() {
        Rect drawn = Rect.EMPTY;
        document.apply(new SetVisible(dot.id(), false));
        document.apply(new SetVisible(dot.id(), true));
        document.apply(new SetVisible(dot.id(), false));
        for (Runnable refresh : List.copyOf(waiting)) {
            refresh.run();
            drawn = drawn.union(model.repaintProperty().get().dirty());
        }

        assertThat(drawn).isEqualTo(new Rect(5, 6, 2, 2));
    }

    @Test
    void everyRefreshAsksForARepaintEvenIfTheStateIsKnownAlready() {
        List<Rect> repaints = new ArrayList<>();
        document.apply(new SetVisible(dot.id(), false));
        model.refresh();
        model.repaintProperty().addListener((o, was, is) -> repaints.add(is.dirty()));

        runWaiting();

        assertThat(repaints).containsExactly(Rect.EMPTY);
    }

    @Test
    void savingTakesTheStarAway() {
        document.apply(new RenameLayer(dot.id(), "Spot"));
        runWaiting();

        document.markSaved(document.revision(), Path.of("mine.psd"));
        model.refresh();

        assertThat(model.titleProperty().get()).isEqualTo("mine.psd");
    }

    @Test
    void aClosedModelListensNoMore() {
        model.close();

        document.apply(new RenameLayer(dot.id(), "Spot"));

        assertThat(waiting).isEmpty();
    }
}
