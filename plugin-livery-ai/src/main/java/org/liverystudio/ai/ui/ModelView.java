package org.liverystudio.ai.ui;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.liverystudio.ai.ui.parts.ListTitles;

/** Which model generates, and what is known of it. */
final class ModelView extends VBox {
    private final ModelChoice model;

    /**
     * @param download shows what can be fetched
     */
    ModelView(ModelChoice model, Runnable download) {
        super(Parts.GAP);
        this.model = model;
        Label line =
                Parts.hint(
                        Bindings.createStringBinding(
                                () -> model.status().get().line(), model.status()));
        line.setId("livery-model");
        getChildren()
                .addAll(
                        Parts.row(
                                "Model",
                                Parts.grow(box()),
                                Parts.iconButton(
                                        "livery-model-folder",
                                        Icons.FOLDER,
                                        "Choose a model's folder in diffusers' SDXL layout",
                                        this::chooseFolder),
                                Parts.iconButton(
                                        "livery-model-download",
                                        Icons.DOWNLOAD,
                                        "Download AI models",
                                        download)),
                        Parts.row("Weights", Parts.grow(precision())),
                        line);
    }

    private ComboBox<PrecisionChoice> precision() {
        ComboBox<PrecisionChoice> box =
                Parts.choice(
                        "livery-precision",
                        PrecisionChoice.values(),
                        PrecisionChoice::label,
                        model.precision());
        box.setTooltip(
                new Tooltip(
                        "Fewer bits need less memory and change the picture a little. A copy made"
                                + " by livery models quantize loads at once; without one the model"
                                + " is converted each time it loads, which takes minutes for SDXL"));
        return box;
    }

    private ComboBox<String> box() {
        ComboBox<String> box = new ComboBox<>();
        box.setId("livery-model-choice");
        box.setItems(model.names());
        box.setTooltip(
                new Tooltip(
                        "The built-in model is small and quick; SDXL draws far better and is a"
                                + " download"));
        box.setConverter(new ListTitles<>(ModelChoice::title));
        box.setValue(model.chosen().get());
        box.setOnShowing(_ -> model.refresh());
        box.setOnAction(_ -> choose(box.getValue()));
        model.chosen().addListener((_, _, now) -> box.setValue(now));
        return box;
    }

    private void choose(String name) {
        // A box goes through "nothing" when its list changes: no choice of the painter's.
        if (name != null && !name.equals(model.chosen().get())) {
            model.choose(name);
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Choose a model");
        Path current = Path.of(model.chosen().get()).toAbsolutePath().getParent();
        if (current != null && Files.isDirectory(current)) {
            chooser.setInitialDirectory(current.toFile());
        }
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            model.choose(folder.toPath());
        }
    }
}
