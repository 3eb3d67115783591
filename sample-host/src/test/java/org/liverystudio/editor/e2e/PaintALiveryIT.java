package org.liverystudio.editor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.ui.EditorFixture;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** A painter installs the plugin, opens a template, types, generates, undoes, redoes and saves. */
@Timeout(300)
class PaintALiveryIT {
    private static final Duration GENERATION = Duration.ofSeconds(120);
    private static final String PROMPT = "orange and black tiger stripes";

    @TempDir Path home;
    @TempDir Path folder;

    private EditorFixture editor;

    @BeforeEach
    void openTheTemplateAndInstallThePlugin() throws IOException {
        Path template = BuiltPlugin.sampleIn(folder);
        editor = EditorFixture.in(home).size(1000, 980).open(template).start();
        editor.awaitDocument("car.psd");
        editor.choose("menu-plugins", "plugins-manage");
        editor.awaitNode("plugin-install");
        editor.dialogs().answer(BuiltPlugin.zip());
        editor.robot().clickOn("#plugin-install");
        editor.awaitNode("plugin-state-" + BuiltPlugin.ID);
        awaitText("plugin-state-" + BuiltPlugin.ID, "running");
        EditorFixture.onFx(
                () -> {
                    EditorFixture.lookup("plugin-manager").get().getScene().getWindow().hide();
                    return null;
                });
        editor.choose("menu-ai-livery", "action-livery-ai-open");
        editor.awaitNode("livery-prompt");
        editor.awaitIdle();
    }

    @AfterEach
    void close() {
        if (editor != null) { // the test did not come that far
            editor.close();
        }
    }

    private void awaitText(String id, String text) {
        editor.await(
                id + " to say " + text,
                () ->
                        EditorFixture.lookup(id)
                                .filter(node -> ((Labeled) node).getText().equals(text))
                                .isPresent());
    }

    private void type(String id, String text) {
        EditorFixture.onFx(
                () -> {
                    TextInputControl field =
                            (TextInputControl) EditorFixture.lookup(id).orElseThrow();
                    field.requestFocus();
                    field.setText(text);
                    return null;
                });
    }

    private void awaitLayers(long count) {
        editor.await(
                count + " layers",
                GENERATION,
                () -> editor.document().state().allLayers().count() == count);
    }

    @Test
    void aPromptBecomesALayerThatCanBeUndoneRedoneAndSaved() {
        DocumentState before = editor.document().state();
        long layers = before.allLayers().count();
        type("livery-prompt", PROMPT);
        editor.screenshot("editor-before");

        editor.choose("menu-ai-livery", "action-livery-ai-generate");
        editor.await(
                "a denoising step",
                GENERATION,
                () ->
                        EditorFixture.lookup("livery-progress-text")
                                .map(node -> ((Labeled) node).getText())
                                .filter(text -> text.matches("Step ([5-9]|1\\d) of .*"))
                                .isPresent());
        editor.screenshot("editor-during");
        awaitLayers(layers + 1);
        editor.awaitIdle();
        editor.screenshot("editor-after");

        LayerNode added = added(before, editor.document().state());
        assertThat(added.name()).contains(PROMPT);
        assertThatItIsAboveTheBasePaintAndBelowProtectedLayers(added);
        assertThatNothingLiesOutsideThePaint(added);
        assertThat(editor.document().history().labels()).hasSize(1);

        editor.choose("menu-edit", "edit-undo");
        awaitLayers(layers);
        editor.choose("menu-edit", "edit-redo");
        awaitLayers(layers + 1);
        assertThat(added(before, editor.document().state())).isEqualTo(added);

        Path saved = folder.resolve("painted.psd");
        editor.dialogs().answer(saved);
        editor.choose("menu-file", "file-save-as");
        editor.awaitDocument("painted.psd");
        editor.awaitIdle();
        DocumentState reread = FileFormats.standard().read(saved, NoProgress.INSTANCE).state();
        assertThat(names(reread)).isEqualTo(names(editor.document().state()));
        assertThat(reread.composite(reread.bounds()))
                .isEqualTo(editor.document().state().composite(before.bounds()));
    }

    @Test
    void cancellingLeavesTheDocumentAsItWas() {
        DocumentState before = editor.document().state();
        type("livery-prompt", PROMPT);
        editor.choose("menu-ai-livery", "action-livery-ai-generate");
        editor.await("work to cancel", () -> !editor.services().tasks().active().isEmpty());

        editor.choose("menu-ai-livery", "action-livery-ai-cancel");

        editor.await("the end of the job", () -> editor.services().tasks().active().isEmpty());
        assertThat(editor.document().state()).isSameAs(before);
        editor.await(
                "Generate to be possible again",
                () -> !((Button) EditorFixture.lookup("livery-generate").get()).isDisabled());
    }

    @Test
    void anEmptyPromptIsSaidInThePanel() {
        type("livery-prompt", "  ");

        editor.await(
                "Generate to be greyed out",
                () -> ((Button) EditorFixture.lookup("livery-generate").get()).isDisabled());
        assertThat(editor.document().history().labels()).isEmpty();
    }

    private static LayerNode added(DocumentState before, DocumentState after) {
        List<LayerNode> fresh =
                after.allLayers().filter(node -> before.layer(node.id()).isEmpty()).toList();
        assertThat(fresh).hasSize(1);
        return fresh.getFirst();
    }

    private static List<String> names(DocumentState state) {
        return state.allLayers().map(LayerNode::name).toList();
    }

    private void assertThatItIsAboveTheBasePaintAndBelowProtectedLayers(LayerNode added) {
        DocumentState state = editor.document().state();
        List<LayerNode> siblings = state.parentOf(added.id()).orElseThrow().children();
        int place = siblings.indexOf(added);
        assertThat(siblings.subList(0, place))
                .anyMatch(node -> state.role(node.id()) == LayerRole.BASE_PAINT)
                .noneMatch(node -> state.role(node.id()).isProtected());
        assertThat(siblings.subList(place + 1, siblings.size()))
                .isNotEmpty()
                .allMatch(node -> state.role(node.id()).isProtected());
    }

    private void assertThatNothingLiesOutsideThePaint(LayerNode added) {
        DocumentState state = editor.document().state();
        Rect all = state.bounds();
        byte[] mask = pixels(single(state, LayerRole.MASK), all);
        byte[] paint = pixels(added, all);
        int painted = 0;
        for (int i = 3; i < paint.length; i += 4) {
            if (mask[i] == (byte) 255) {
                assertThat(paint[i]).as("alpha of pixel %d in dead space", i / 4).isZero();
            } else if (paint[i] != 0) {
                painted++;
            }
        }
        assertThat(painted).isGreaterThan(all.width() * all.height() / 4);
    }

    private static LayerNode single(DocumentState state, LayerRole role) {
        return state.allLayers()
                .filter(node -> state.role(node.id()) == role)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] pixels(LayerNode node, Rect area) {
        return ((PixelLayer) node).pixels().rgba(area);
    }
}
