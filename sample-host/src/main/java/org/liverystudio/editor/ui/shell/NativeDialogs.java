package org.liverystudio.editor.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** Dialogs of the system and of JavaFX. */
final class NativeDialogs implements Dialogs {
    private static final ButtonType SAVE = new ButtonType("Save", ButtonBar.ButtonData.YES);
    private static final ButtonType DISCARD = new ButtonType("Don't save", ButtonBar.ButtonData.NO);

    @Override
    public List<Path> chooseToOpen(Window owner, List<String> extensions, Optional<Path> folder) {
        FileChooser chooser = chooser("Open", folder);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("Pictures", patterns(extensions)),
                        new FileChooser.ExtensionFilter("All files", "*"));
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> chooseOne(
            Window owner, String title, List<String> extensions, Optional<Path> folder) {
        FileChooser chooser = chooser(title, folder);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(title, patterns(extensions)));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseToSave(
            Window owner, String title, String name, String extension, Optional<Path> folder) {
        FileChooser chooser = chooser(title, folder);
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                extension.toUpperCase(Locale.ROOT), "*." + extension));
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public OptionalInt askPixels(Window owner, String title, int preset, int most) {
        Spinner<Integer> pixels = new Spinner<>(1, most, preset);
        pixels.setEditable(true);
        Label label = new Label("Pixels");
        label.setLabelFor(pixels);
        HBox row = new HBox(10, label, pixels);
        row.setAlignment(Pos.CENTER_LEFT);
        Alert alert = alert(owner, title);
        alert.getDialogPane().setContent(row);
        alert.getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
        return alert.showAndWait().filter(ButtonType.OK::equals).isPresent()
                ? OptionalInt.of(pixels.getValue())
                : OptionalInt.empty();
    }

    private static FileChooser chooser(String title, Optional<Path> folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        folder.ifPresent(path -> chooser.setInitialDirectory(path.toFile()));
        return chooser;
    }

    private static List<String> patterns(List<String> extensions) {
        return extensions.stream().map(extension -> "*." + extension).toList();
    }

    @Override
    public SaveAnswer askToSave(Window owner, String documentName) {
        Alert alert = alert(owner, "Save changes?");
        alert.setHeaderText("Save the changes in " + documentName + "?");
        alert.setContentText("Otherwise they are lost.");
        alert.getButtonTypes().setAll(SAVE, DISCARD, ButtonType.CANCEL);
        alert.getDialogPane().setId("ask-to-save");
        alert.getDialogPane().lookupButton(SAVE).setId("ask-save");
        alert.getDialogPane().lookupButton(DISCARD).setId("ask-discard");
        alert.getDialogPane().lookupButton(ButtonType.CANCEL).setId("ask-cancel");
        ButtonType answer = alert.showAndWait().orElse(ButtonType.CANCEL);
        if (answer == SAVE) {
            return SaveAnswer.SAVE;
        }
        return answer == DISCARD ? SaveAnswer.DISCARD : SaveAnswer.CANCEL;
    }

    @Override
    public void about(Window owner, String version) {
        Alert alert = alert(owner, "About AI Livery");
        alert.setHeaderText("AI Livery " + version);
        alert.setContentText(
                "A paint editor for sim-racing liveries.\nJava %s, JavaFX %s"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("javafx.version")));
        alert.getButtonTypes().setAll(ButtonType.CLOSE);
        alert.showAndWait();
    }

    @Override
    public void shortcuts(Window owner) {
        GridPane table = new GridPane();
        table.setHgap(24);
        table.setVgap(4);
        int row = 0;
        for (KeyBinding binding : KeyBinding.values()) {
            int half = (KeyBinding.values().length + 1) / 2;
            int column = row < half ? 0 : 2;
            table.add(new Label(binding.label()), column, row % half);
            table.add(new Label(binding.display()), column + 1, row % half);
            row++;
        }
        Alert alert = alert(owner, "Keyboard shortcuts");
        alert.setHeaderText("Keyboard shortcuts");
        alert.getDialogPane().setContent(table);
        alert.getButtonTypes().setAll(ButtonType.CLOSE);
        alert.showAndWait();
    }

    private static Alert alert(Window owner, String title) {
        Alert alert = new Alert(Alert.AlertType.NONE);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
        alert.getDialogPane().getStyleClass().add("editor-dialog");
        return alert;
    }
}
