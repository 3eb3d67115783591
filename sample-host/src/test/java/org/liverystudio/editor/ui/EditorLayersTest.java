package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

@Timeout(120)
class EditorLayersTest {
    @TempDir Path home;
    @TempDir Path folder;

    private EditorFixture editor;

    @BeforeEach
    void openTemplate() {
        Path template = SamplePictures.template(folder.resolve("car.psd"));
        editor = EditorFixture.in(home).open(template).start();
        editor.awaitDocument("car.psd");
        editor.awaitIdle();
        editor.await("the rows", () -> rowLabel("Wire") != null);
    }

    @AfterEach
    void close() {
        editor.close();
    }

    /** JavaFX thread only; null if no row has the name. */
    private static Label rowLabel(String name) {
        return (Label)
                EditorFixture.lookup("layers-tree").orElseThrow().lookupAll(".layer-name").stream()
                        .filter(node -> ((Label) node).getText().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private void clickRow(String name) {
        editor.robot().clickOn(EditorFixture.onFx(() -> rowLabel(name)));
        editor.await(name + " to be active", () -> active().name().equals(name));
    }

    private LayerNode active() {
        DocumentState state = editor.document().state();
        return state.layer(state.activeLayer().orElseThrow()).orElseThrow();
    }

    private LayerNode layer(String name) {
        return editor.document()
                .state()
                .allLayers()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no layer " + name));
    }

    private List<String> names() {
        return editor.document().state().allLayers().map(LayerNode::name).toList();
    }

    private String undoText() {
        return EditorFixture.onFx(
                () ->
                        editor.menu("menu-edit").orElseThrow().getItems().stream()
                                .filter(item -> "edit-undo".equals(item.getId()))
                                .map(MenuItem::getText)
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void aDeletedLayerComesBackWithUndo() {
        clickRow("Sponsors");

        editor.robot().type(KeyCode.DELETE);
        editor.await("the row to go", () -> rowLabel("Sponsors") == null);
        assertThat(undoText()).isEqualTo("Undo Delete layer");
        editor.robot().push(KeyCode.CONTROL, KeyCode.Z);

        editor.await("the row to come back", () -> rowLabel("Sponsors") != null);
        assertThat(active().name()).isEqualTo("Sponsors");
        editor.robot().push(KeyCode.CONTROL, KeyCode.Y);
        editor.await("the row to go again", () -> rowLabel("Sponsors") == null);
    }

    @Test
    void theEyeHidesALayerAndSpaceShowsItAgain() {
        clickRow("Wire");
        editor.robot().type(KeyCode.SPACE);
        editor.await("Wire to be hidden", () -> !layer("Wire").visible());

        editor.robot()
                .clickOn(
                        EditorFixture.onFx(
                                () -> rowLabel("Wire").getParent().lookup(".layer-eye")));

        editor.await("Wire to be visible", () -> layer("Wire").visible());
        assertThat(editor.document().history().labels())
                .containsExactly("Hide layer", "Show layer");
    }

    @Test
    void aDoubleClickRenamesAndEscapeDoesNot() {
        editor.robot().doubleClickOn(EditorFixture.onFx(() -> rowLabel("Wire")));
        editor.awaitNode("layer-name-editor");
        editor.robot().write("Lines").type(KeyCode.ENTER);
        editor.await("the new name", () -> rowLabel("Lines") != null);

        editor.robot().type(KeyCode.F2);
        editor.awaitNode("layer-name-editor");
        editor.robot().write("Nonsense").type(KeyCode.ESCAPE);
        editor.await(
                "the end of editing", () -> EditorFixture.lookup("layer-name-editor").isEmpty());

        assertThat(names()).contains("Lines").doesNotContain("Nonsense", "Wire");
        assertThat(editor.document().history().labels()).containsExactly("Rename layer");
    }

    @Test
    void theOpacityFieldTakesPercentAndIgnoresWords() {
        clickRow("Sponsors");
        TextField field = EditorFixture.find("layer-opacity-percent", TextField.class);

        editor.robot().doubleClickOn(field).push(KeyCode.CONTROL, KeyCode.A);
        editor.robot().write("40").type(KeyCode.ENTER);
        editor.await("40 %", () -> layer("Sponsors").opacity() == 0.4);
        editor.robot().push(KeyCode.CONTROL, KeyCode.A).write("half").type(KeyCode.ENTER);

        editor.await("the old number again", () -> field.getText().equals("40 %"));
        assertThat(layer("Sponsors").opacity()).isEqualTo(0.4);
    }

    @Test
    void digitsInATextFieldDoNotZoom() {
        clickRow("Sponsors");
        String before = zoom();

        editor.robot().doubleClickOn("#layer-opacity-percent").write("1");

        assertThat(zoom()).isEqualTo(before);
        editor.robot().clickOn("#canvas").type(KeyCode.DIGIT1);
        editor.await("100 %", () -> zoomNow().equals("100 %"));
    }

    private String zoom() {
        return EditorFixture.onFx(EditorLayersTest::zoomNow);
    }

    /** JavaFX thread only. */
    private static String zoomNow() {
        return ((Labeled) EditorFixture.lookup("status-zoom").orElseThrow()).getText();
    }

    @Test
    void blendModesCanBeChosenAndOnlyGroupsPassThrough() {
        clickRow("Sponsors");
        ComboBox<?> box = EditorFixture.find("layer-blend-mode", ComboBox.class);
        assertThat(List.<Object>copyOf(box.getItems())).doesNotContain(BlendMode.PASS_THROUGH);

        EditorFixture.onFx(
                () -> {
                    box.getSelectionModel()
                            .select(
                                    List.<Object>copyOf(box.getItems())
                                            .indexOf(BlendMode.MULTIPLY));
                    return null;
                });

        editor.await("multiply", () -> layer("Sponsors").blendMode() == BlendMode.MULTIPLY);
        clickRow("Paintable Area");
        editor.await("pass through in the list", () -> box.getValue() == BlendMode.PASS_THROUGH);
    }

    @Test
    void buttonsDuplicateMoveAndDelete() {
        clickRow("Sponsors");

        editor.robot().clickOn("#layer-duplicate");
        editor.await("a copy", () -> names().contains("Sponsors copy"));
        editor.robot().clickOn("#layer-raise");
        editor.await(
                "the copy above the group",
                () ->
                        editor.document().state().layers().stream()
                                .anyMatch(node -> node.name().equals("Sponsors copy")));
        editor.robot().clickOn("#layer-delete");

        editor.await("the copy to go", () -> !names().contains("Sponsors copy"));
        assertThat(editor.document().history().labels())
                .containsExactly("Duplicate layer", "Move layer", "Delete layer");
    }

    @Test
    void arrowKeysWalkThroughTheLayers() {
        clickRow("Wire");

        editor.robot().type(KeyCode.DOWN);
        editor.await("the group to be active", () -> active().name().equals("Paintable Area"));
        editor.robot().type(KeyCode.LEFT);
        editor.await("the group to be closed", () -> rowLabel("Sponsors") == null);
        editor.robot().type(KeyCode.RIGHT);

        editor.await("the group to be open", () -> rowLabel("Sponsors") != null);
        assertThat(editor.document().history().done()).isZero();
    }

    @Test
    void aRoleSetByHandShowsInTheRow() {
        clickRow("Base paint");

        editor.choose("menu-layer", "layer-role-number");

        editor.await(
                "the role",
                () ->
                        editor.document().state().role(active().id()) == LayerRole.NUMBER
                                && ((Label)
                                                rowLabel("Base paint")
                                                        .getParent()
                                                        .lookup(".layer-role"))
                                        .getText()
                                        .equals("number"));
    }

    @Test
    void fiveHundredLayersMakeNoMoreRowsThanFitTheList() {
        List<LayerNode> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(SamplePictures.filled("Layer " + i, new Rect(i % 64, 0, 8, 8), i, 0, 0));
        }
        editor.dialogs()
                .answer(
                        SamplePictures.write(
                                DocumentState.of(64, 64, many, DocumentInfo.DEFAULT),
                                folder.resolve("many.psd")));
        editor.choose("menu-file", "file-open");
        editor.awaitDocument("many.psd");
        editor.await("the top row", () -> rowLabel("Layer 499") != null);

        TreeView<?> tree = EditorFixture.find("layers-tree", TreeView.class);
        assertThat(EditorFixture.onFx(() -> tree.getExpandedItemCount())).isEqualTo(500);
        assertThat(EditorFixture.onFx(() -> tree.lookupAll(".layer-cell").size())).isLessThan(60);
    }
}
