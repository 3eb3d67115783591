package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.editor.ui.canvas.CanvasModel;
import org.liverystudio.editor.ui.canvas.CanvasView;
import org.liverystudio.editor.ui.canvas.Viewport;
import org.liverystudio.host.Rect;

@Timeout(120)
class EditorCanvasTest {
    private static final Color BLUE = Color.rgb(20, 60, 220);
    private static final Color ORANGE = Color.rgb(230, 120, 20);

    @TempDir Path home;
    @TempDir Path folder;

    private EditorFixture editor;

    @BeforeEach
    void openTemplate() {
        Path template = SamplePictures.template(folder.resolve("car.psd"));
        editor = EditorFixture.in(home).open(template).size(900, 676).start();
        editor.awaitDocument("car.psd");
        editor.awaitIdle();
        editor.robot().clickOn("#tool-rectangle-select");
    }

    @AfterEach
    void close() {
        editor.close();
    }

    /** JavaFX thread only. */
    private static CanvasView canvas() {
        return (CanvasView) EditorFixture.lookup("canvas").orElseThrow();
    }

    private static Viewport viewport() {
        return EditorFixture.onFx(() -> canvas().model().map(CanvasModel::viewport).orElseThrow());
    }

    /** Where a point of the document is on the screen. */
    private static Point2D onScreen(double x, double y) {
        Viewport view = viewport();
        Bounds canvas =
                EditorFixture.onFx(() -> canvas().localToScreen(canvas().getLayoutBounds()));
        return new Point2D(canvas.getMinX() + view.toViewX(x), canvas.getMinY() + view.toViewY(y));
    }

    /** The colour that the canvas shows at a point of the document; JavaFX thread only. */
    private static Color shownAt(double x, double y) {
        WritableImage picture = canvas().snapshot(null, null);
        Viewport view = canvas().model().map(CanvasModel::viewport).orElseThrow();
        return picture.getPixelReader().getColor((int) view.toViewX(x), (int) view.toViewY(y));
    }

    private Optional<Rect> selected() {
        return editor.document().state().selection().map(selection -> selection.bounds());
    }

    @Test
    void theCanvasShowsTheLayersAndFollowsEdits() {
        editor.await("blue over orange", () -> shownAt(10, 10).equals(BLUE));
        editor.await("orange", () -> shownAt(300, 300).equals(ORANGE));
        LayerNode wire = editor.document().state().layers().getLast();

        editor.document().apply(new SetVisible(wire.id(), false));

        editor.await("the paint below the wire", () -> shownAt(10, 10).equals(ORANGE));
        editor.document().undo();
        editor.await("the wire again", () -> shownAt(10, 10).equals(BLUE));
    }

    @Test
    void aDragSelectsARectangleAndAClickSelectsNothing() {
        editor.robot().drag(onScreen(50, 60), MouseButton.PRIMARY).dropTo(onScreen(150, 260));
        editor.await("a selection", () -> selected().isPresent());
        Rect area = selected().orElseThrow();
        assertThat(area.x()).isBetween(48, 51);
        assertThat(area.bottom()).isBetween(259, 262);
        assertThat(EditorFixture.find("selection-outline").isVisible()).isTrue();

        editor.robot().clickOn(onScreen(200, 200));

        editor.await("no selection", () -> selected().isEmpty());
        assertThat(editor.document().history().labels()).containsExactly("Select", "Deselect");
    }

    @Test
    void aDragBeyondTheDocumentSelectsNoMoreThanTheDocument() {
        Viewport view = viewport();
        editor.robot()
                .drag(onScreen(200, 200), MouseButton.PRIMARY)
                .dropTo(onScreen(320 + 10 / view.scale(), 320 + 10 / view.scale()));

        editor.await("a selection", () -> selected().isPresent());
        assertThat(selected().orElseThrow().right()).isEqualTo(320);
        assertThat(selected().orElseThrow().bottom()).isEqualTo(320);
    }

    @Test
    void theWheelZoomsAroundThePointer() {
        Point2D target = onScreen(80, 240);
        editor.robot().moveTo(target);
        double before = viewport().scale();

        editor.robot().scroll(1, VerticalDirection.UP);

        editor.await(
                "another scale",
                () -> canvas().model().map(CanvasModel::viewport).orElseThrow().scale() != before);
        assertThat(onScreen(80, 240).distance(target)).isLessThan(2);
    }

    @Test
    void spaceAndDragPansWithEveryTool() {
        editor.robot().clickOn("#canvas");
        Viewport before = viewport();

        editor.robot()
                .press(KeyCode.SPACE)
                .drag(onScreen(100, 100), MouseButton.PRIMARY)
                .dropTo(onScreen(140, 120))
                .release(KeyCode.SPACE);

        assertThat(viewport().offsetX()).isGreaterThan(before.offsetX() + 20);
        assertThat(selected()).isEmpty();
    }

    @Test
    void theStatusBarTellsThePixelUnderThePointer() {
        editor.robot().moveTo(onScreen(100.5, 200.5));

        editor.await(
                "x 100 y 200",
                () ->
                        ((Labeled) EditorFixture.lookup("status-pointer").orElseThrow())
                                .getText()
                                .equals("x 100  y 200"));
    }

    @Test
    void selectAllAndNothingWorkByKeys() {
        editor.robot().clickOn("#canvas").push(KeyCode.CONTROL, KeyCode.A);
        editor.await("all", () -> selected().equals(Optional.of(new Rect(0, 0, 320, 320))));

        editor.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);

        editor.await("nothing", () -> selected().isEmpty());
    }
}
