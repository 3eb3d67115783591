package org.liverystudio.editor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.edit.RenameLayer;
import org.liverystudio.editor.format.FileFormats;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.ui.shell.Dialogs.SaveAnswer;

@Timeout(120)
class EditorFilesTest {
    @TempDir Path home;
    @TempDir Path folder;

    private EditorFixture editor;
    private Path template;

    @BeforeEach
    void openTemplate() {
        template = SamplePictures.template(folder.resolve("car.psd"));
        editor = EditorFixture.in(home).open(template).start();
        editor.awaitDocument("car.psd");
        editor.awaitIdle();
    }

    @AfterEach
    void close() {
        editor.close();
    }

    private void change() {
        var document = editor.document();
        document.apply(new RenameLayer(document.state().layers().getLast().id(), "Lines"));
        editor.await("a star on the tab", () -> tabText().endsWith("*"));
    }

    /** JavaFX thread only. */
    private static String tabText() {
        TabPane tabs = (TabPane) EditorFixture.lookup("document-tabs").orElseThrow();
        return tabs.getSelectionModel().getSelectedItem().getText();
    }

    @Test
    void savingWritesTheFileAndTakesTheStarAway() {
        change();

        editor.choose("menu-file", "file-save");

        editor.await("the star to go", () -> tabText().equals("car.psd"));
        assertThat(FileFormats.standard().read(template, NoProgress.INSTANCE).state().layers())
                .last()
                .matches(layer -> layer.name().equals("Lines"));
    }

    @Test
    void undoingBackToTheSavedStateTakesTheStarAway() {
        change();

        editor.choose("menu-edit", "edit-undo");

        editor.await("the star to go", () -> tabText().equals("car.psd"));
    }

    @Test
    void savingUnderAnotherNameLeavesTheFirstFileAlone() throws IOException {
        byte[] before = Files.readAllBytes(template);
        change();
        editor.dialogs().answer(folder.resolve("mine"));

        editor.choose("menu-file", "file-save-as");

        editor.awaitDocument("mine.psd");
        editor.awaitIdle();
        assertThat(folder.resolve("mine.psd")).exists();
        assertThat(template).hasBinaryContent(before);
    }

    @Test
    void exportingKeepsTheDocumentsNameAndStar() {
        change();
        editor.dialogs().answer(folder.resolve("flat.png"));

        editor.choose("menu-file", "file-export-png");

        editor.awaitToast("flat.png is written");
        assertThat(EditorFixture.onFx(EditorFilesTest::tabText)).isEqualTo("car.psd *");
        assertThat(folder.resolve("flat.png")).exists();
    }

    @Test
    void closingAChangedDocumentAsksFirst() {
        change();
        editor.dialogs().answer(SaveAnswer.CANCEL);
        editor.choose("menu-file", "file-close");
        editor.await("the question", () -> editor.dialogs().asked().size() == 1);
        assertThat(editor.dialogs().asked()).containsExactly("save car.psd");
        assertThat(editor.services().workspace().documents()).hasSize(1);

        editor.dialogs().answer(SaveAnswer.SAVE);
        editor.choose("menu-file", "file-close");

        editor.await(
                "the document to go", () -> editor.services().workspace().documents().isEmpty());
        assertThat(FileFormats.standard().read(template, NoProgress.INSTANCE).state().layers())
                .last()
                .matches(layer -> layer.name().equals("Lines"));
    }

    @Test
    void discardingChangesLeavesTheFileAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(template);
        change();
        editor.dialogs().answer(SaveAnswer.DISCARD);

        editor.choose("menu-file", "file-close");

        editor.await(
                "the document to go", () -> editor.services().workspace().documents().isEmpty());
        assertThat(template).hasBinaryContent(before);
        editor.await(
                "the start page",
                () -> EditorFixture.lookup("start-page").orElseThrow().isVisible());
    }

    @Test
    void anUnchangedDocumentClosesWithoutAQuestion() {
        editor.choose("menu-file", "file-close");

        editor.await(
                "the document to go", () -> editor.services().workspace().documents().isEmpty());
        assertThat(editor.dialogs().asked()).isEmpty();
    }

    @Test
    void aDamagedFileIsNamedAndTheOpenDocumentStays() throws IOException {
        Path damaged = folder.resolve("broken.psd");
        Files.write(damaged, "8BPS and then nothing of use".getBytes());
        editor.dialogs().answer(damaged);

        editor.choose("menu-file", "file-open");

        editor.awaitToast("broken.psd");
        assertThat(editor.document().name()).isEqualTo("car.psd");
    }

    @Test
    void aMissingFileIsNamedAndLeavesTheRecentFiles() throws IOException {
        Path other = SamplePictures.template(folder.resolve("other.psd"));
        editor.dialogs().answer(other);
        editor.choose("menu-file", "file-open");
        editor.awaitDocument("other.psd");
        editor.choose("menu-file", "file-close");
        editor.awaitDocument("car.psd");
        Files.delete(other);

        MenuItem recent =
                EditorFixture.onFx(
                        () ->
                                editor.menu("menu-file").orElseThrow().getItems().stream()
                                        .filter(item -> "file-recent".equals(item.getId()))
                                        .map(Menu.class::cast)
                                        .findFirst()
                                        .orElseThrow()
                                        .getItems()
                                        .getFirst());
        assertThat(recent.getText()).contains("other.psd");
        EditorFixture.onFx(
                () -> {
                    recent.fire();
                    return null;
                });

        editor.awaitToast("There is no file");
        assertThat(editor.services().settings().editor().get("recent-files").orElseThrow())
                .doesNotContain("other.psd");
    }

    @Test
    void openingAnOpenFileBringsItToTheFront() {
        editor.dialogs().answer(SamplePictures.template(folder.resolve("other.psd")));
        editor.choose("menu-file", "file-open");
        editor.awaitDocument("other.psd");
        editor.dialogs().answer(template);

        editor.choose("menu-file", "file-open");

        editor.awaitDocument("car.psd");
        assertThat(editor.services().workspace().documents()).hasSize(2);
    }

    @Test
    void quittingStopsAtTheFirstDocumentThatThePainterKeeps() {
        change();
        editor.dialogs().answer(SaveAnswer.CANCEL);

        editor.choose("menu-file", "file-quit");

        editor.await("the question", () -> editor.dialogs().asked().size() == 1);
        assertThat(EditorFixture.onFx(() -> editor.stage().isShowing())).isTrue();
    }
}
