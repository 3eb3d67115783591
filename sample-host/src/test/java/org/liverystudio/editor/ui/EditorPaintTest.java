package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.event.ActionEvent;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerPath;
import org.liverystudio.editor.edit.SetVisible;
import org.liverystudio.editor.ui.canvas.CanvasModel;
import org.liverystudio.editor.ui.canvas.CanvasView;
import org.liverystudio.editor.ui.canvas.Viewport;
import org.liverystudio.host.Rect;

/** Tools that paint, from key and mouse to pixels. The blue "Wire" over the left half is active. */
@Timeout(180)
class EditorPaintTest {
    private static final String BLUE = "20 60 220 255";
    private static final String BLACK = "0 0 0 255";
    private static final String WHITE = "255 255 255 255";

    @TempDir Path home;
    @TempDir Path folder;

    private EditorFixture editor;

    @BeforeEach
    void openTemplate() {
        Path template = SamplePictures.template(folder.resolve("car.psd"));
        editor = EditorFixture.in(home).open(template).size(1000, 760).start();
        editor.awaitDocument("car.psd");
        editor.awaitIdle();
        editor.awaitCanvas();
    }

    @AfterEach
    void close() {
        editor.close();
    }

    private static CanvasView canvas() {
        return (CanvasView) EditorFixture.lookup("canvas").orElseThrow();
    }

    private static Point2D onScreen(double x, double y) {
        return EditorFixture.onFx(
                () -> {
                    Viewport view = canvas().model().map(CanvasModel::viewport).orElseThrow();
                    Bounds canvas = canvas().localToScreen(canvas().getLayoutBounds());
                    return new Point2D(
                            canvas.getMinX() + view.toViewX(x), canvas.getMinY() + view.toViewY(y));
                });
    }

    private void drag(double fromX, double fromY, double toX, double toY) {
        editor.robot().drag(onScreen(fromX, fromY), MouseButton.PRIMARY).dropTo(onScreen(toX, toY));
    }

    private DocumentState state() {
        return editor.document().state();
    }

    private String wire(int x, int y) {
        byte[] rgba = LayerPath.find(state(), "Wire").pixels().rgba(new Rect(x, y, 1, 1));
        return "%d %d %d %d".formatted(rgba[0] & 255, rgba[1] & 255, rgba[2] & 255, rgba[3] & 255);
    }

    private void push(KeyCode... keys) {
        editor.robot().push(keys);
    }

    /** For keys that the robot of the headless platform does not know. */
    private static void press(KeyCode key) {
        EditorFixture.onFx(
                () -> {
                    canvas().fireEvent(
                                    new KeyEvent(
                                            KeyEvent.KEY_PRESSED,
                                            "",
                                            "",
                                            key,
                                            false,
                                            false,
                                            false,
                                            false));
                    return null;
                });
    }

    private static String text(String id) {
        return EditorFixture.onFx(
                () ->
                        switch (EditorFixture.lookup(id).orElseThrow()) {
                            case Labeled label -> label.getText();
                            case TextField field -> field.getText();
                            default -> throw new AssertionError(id);
                        });
    }

    @Test
    void aBrushStrokeIsPaintedShownAndUndoneAsOne() {
        push(KeyCode.B);
        drag(40, 200, 120, 240);

        editor.await("paint", () -> wire(80, 220).equals(BLACK));
        assertThat(wire(80, 100)).isEqualTo(BLUE);
        assertThat(editor.document().history().labels()).containsExactly("Brush stroke");
        assertThat(EditorFixture.find("brush-outline").isVisible()).isTrue();
        editor.awaitCanvas();
        editor.screenshot("paint-brush-dark");

        push(KeyCode.CONTROL, KeyCode.Z);

        editor.await("blue again", () -> wire(80, 220).equals(BLUE));
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        editor.choose("menu-view", "view-theme-light");
        editor.awaitCanvas();
        editor.screenshot("paint-brush-light");
    }

    @Test
    void theEraserTakesAlphaAndALockedAlphaRefusesIt() {
        push(KeyCode.E);
        drag(40, 200, 120, 200);
        editor.await("erased", () -> wire(80, 200).endsWith(" 0"));
        assertThat(wire(80, 200)).isEqualTo("20 60 220 0");
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        editor.await("a lock", () -> LayerPath.find(state(), "Wire").attributes().alphaLocked());

        drag(40, 100, 120, 100);

        editor.awaitToast("The alpha of \"Wire\" is locked, so nothing can be erased.");
        assertThat(editor.document().history().labels()).containsExactly("Erase", "Lock alpha");
        editor.awaitCanvas();
        editor.screenshot("paint-locked");
    }

    @Test
    void coloursArePickedSwappedResetAndFilled() {
        push(KeyCode.I);
        editor.robot().clickOn(onScreen(250, 250)); // orange, to the right of the wire
        editor.await(
                "orange",
                () ->
                        EditorFixture.lookup("colour-foreground")
                                .orElseThrow()
                                .getAccessibleText()
                                .equals("Foreground colour #e67814"));
        push(KeyCode.X);
        push(KeyCode.G);
        editor.robot().clickOn(onScreen(80, 200)); // white took its place

        editor.await("a fill", () -> wire(10, 10).equals(WHITE));
        push(KeyCode.D);
        editor.robot().clickOn(onScreen(80, 200));
        editor.await("another fill", () -> wire(10, 10).equals(BLACK));
        assertThat(editor.document().history().labels()).containsExactly("Fill", "Fill");
        assertThat(text("options-tool")).isEqualTo("Fill");
        editor.screenshot("paint-fill");
    }

    @Test
    void bracketsChangeTheSizeAndItIsRememberedAtTheNextStart() {
        push(KeyCode.B);
        press(KeyCode.CLOSE_BRACKET);
        editor.await("26 px", () -> text("brush-size-value").equals("26 px"));
        press(KeyCode.OPEN_BRACKET);
        press(KeyCode.OPEN_BRACKET);
        editor.await("22 px", () -> text("brush-size-value").equals("22 px"));
        editor.close();

        editor = EditorFixture.in(home).size(1000, 760).start();
        push(KeyCode.B);

        editor.await("22 px again", () -> text("brush-size-value").equals("22 px"));
    }

    @Test
    void aMirroredStrokePaintsBothSides() {
        editor.robot().clickOn("#tool-brush").clickOn("#brush-mirror-ends");
        drag(40, 60, 120, 60);

        editor.await("above", () -> wire(80, 60).equals(BLACK));
        assertThat(wire(80, 260)).isEqualTo(BLACK);
        assertThat(wire(80, 160)).isEqualTo(BLUE);
    }

    @Test
    void theMoveToolDragsTheActiveLayerAndUndoBringsItBack() {
        push(KeyCode.V);
        drag(80, 100, 180, 140);

        editor.await("moved", () -> !wireBounds().equals(new Rect(0, 0, 160, 320)));
        editor.awaitCanvas();
        assertThat(wireBounds().x()).isBetween(98, 102);
        assertThat(wireBounds().y()).isBetween(38, 42);
        assertThat(editor.document().history().labels()).containsExactly("Move layer pixels");
        editor.screenshot("paint-move");
        push(KeyCode.CONTROL, KeyCode.Z);

        editor.await("back", () -> wireBounds().equals(new Rect(0, 0, 160, 320)));
    }

    @Test
    void theWandSelectsAColourAndTheSelectMenuWorksOnIt() {
        push(KeyCode.W);
        editor.robot().clickOn(onScreen(250, 250)); // orange, to the right of the wire
        editor.await("the right half", () -> selected().equals(new Rect(160, 0, 160, 320)));
        editor.dialogs().answer(10);
        editor.choose("menu-select", "select-grow");
        editor.await("grown", () -> selected().equals(new Rect(150, 0, 170, 320)));
        editor.choose("menu-select", "select-invert");
        editor.await("inverted", () -> selected().equals(new Rect(0, 0, 150, 320)));

        assertThat(editor.document().history().labels())
                .containsExactly("Select", "Grow selection", "Invert selection");
        editor.awaitCanvas();
        editor.screenshot("paint-wand");
    }

    @Test
    void theEllipseAndTheLassoSelectShapes() {
        editor.robot().clickOn("#tool-ellipse-select");
        drag(40, 40, 240, 140);
        editor.await("an ellipse", () -> !selected().isEmpty());
        Rect ellipse = selected();
        assertThat(ellipse.x()).isBetween(38, 42);
        assertThat(ellipse.bottom()).isBetween(138, 142);
        byte[] corner = state().selection().orElseThrow().coverage(new Rect(45, 45, 1, 1));
        assertThat(corner[0]).isZero();
        editor.awaitCanvas();
        editor.screenshot("paint-ellipse");

        push(KeyCode.L);
        editor.robot()
                .drag(onScreen(60, 200), MouseButton.PRIMARY)
                .moveTo(onScreen(260, 200))
                .dropTo(onScreen(260, 300));

        editor.await("a triangle", () -> selected().y() > 150);
        assertThat(state().selection().orElseThrow().coverage(new Rect(70, 290, 1, 1))[0]).isZero();
        assertThat(editor.document().history().labels()).containsExactly("Select", "Select");
    }

    private Rect selected() {
        return state().selection().map(selection -> selection.bounds()).orElse(Rect.EMPTY);
    }

    private Rect wireBounds() {
        return LayerPath.find(state(), "Wire").bounds();
    }

    @Test
    void aHiddenLayerIsNotPaintedOnAndSaysWhy() {
        editor.document().apply(new SetVisible(state().activeLayer().orElseThrow(), false));
        push(KeyCode.B);

        drag(40, 200, 120, 240);

        editor.awaitToast("\"Wire\" is hidden, so the paint would not be seen.");
        assertThat(wire(80, 220)).isEqualTo(BLUE);
    }

    @Test
    void theColourDialogTakesAHexCode() {
        editor.robot().clickOn("#colour-foreground");
        editor.awaitNode("colour-dialog");
        EditorFixture.onFx(
                () -> {
                    TextField hex = (TextField) EditorFixture.lookup("colour-hex").orElseThrow();
                    hex.setText("f80");
                    hex.fireEvent(new ActionEvent());
                    return null;
                });

        editor.await(
                "orange",
                () ->
                        EditorFixture.lookup("colour-foreground")
                                .orElseThrow()
                                .getAccessibleText()
                                .equals("Foreground colour #ff8800"));
        editor.screenshot(EditorFixture.find("colour-dialog").getScene(), "paint-colour-dialog", 1);
    }
}
