package org.liverystudio.ai.ui;

import java.io.File;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.ui.parts.ListTitles;

/** What computes, how much memory it may take, and what the next picture will need. */
final class MachineView extends VBox {
    private final MachineModel model;

    MachineView(MachineModel model) {
        super(Parts.GAP);
        this.model = model;
        Label outlook = Parts.hint(model.outlook());
        outlook.setId("livery-outlook");
        getChildren().addAll(device(), libtorch(), memory(), outlook);
    }

    private HBox device() {
        ComboBox<DeviceKind> device = new ComboBox<>();
        device.setId("livery-device");
        device.getItems().setAll(DeviceKind.values());
        device.setConverter(new ListTitles<>(MachineView::title));
        device.setTooltip(
                new Tooltip("What computes; an NVIDIA card needs a libtorch for CUDA as well"));
        device.valueProperty().bindBidirectional(model.device());
        return Parts.row("Device", Parts.grow(device));
    }

    private HBox libtorch() {
        TextField folder = new TextField();
        folder.setId("livery-libtorch");
        folder.setPromptText("the plugin's own, or one that is found");
        folder.setTooltip(
                new Tooltip(
                        "A libtorch for CUDA: an unpacked download or a Python environment with"
                                + " torch; used when the engine starts next"));
        folder.textProperty().bindBidirectional(model.libtorch());
        return Parts.row(
                "Libtorch",
                Parts.grow(folder),
                Parts.iconButton(
                        "livery-libtorch-folder",
                        Icons.FOLDER,
                        "Choose the folder of a libtorch",
                        this::chooseLibtorch));
    }

    private HBox memory() {
        ComboBox<String> memory = new ComboBox<>();
        memory.setId("livery-memory");
        memory.setEditable(true);
        memory.getItems()
                .addAll(MachineModel.AUTOMATIC, "3 GB", "4 GB", "6 GB", "8 GB", "12 GB", "16 GB");
        memory.setTooltip(
                new Tooltip(
                        "The most that the engine may take. Where a model does not fit, its parts"
                                + " come and go, which takes longer"));
        memory.getEditor().textProperty().bindBidirectional(model.memory());
        return Parts.row("Memory", Parts.grow(memory));
    }

    private void chooseLibtorch() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Choose a libtorch");
        File current = new File(model.libtorch().get());
        if (current.isDirectory()) {
            chooser.setInitialDirectory(current);
        }
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            model.libtorch().set(folder.toString());
        }
    }

    private static String title(DeviceKind kind) {
        return switch (kind) {
            case AUTO -> "Automatic";
            case CPU -> "Processor";
            case CUDA -> "NVIDIA card (CUDA)";
            case MPS -> "Apple silicon (MPS)";
        };
    }
}
