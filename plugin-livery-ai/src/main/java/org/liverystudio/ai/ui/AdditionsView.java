package org.liverystudio.ai.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The list of LoRAs and learned words, and the switch for few steps. */
final class AdditionsView extends VBox {
    private final PanelModel model;
    private final AdditionsModel additions;
    private final VBox list = new VBox(Parts.GAP);

    AdditionsView(PanelModel model) {
        super(Parts.GAP);
        this.model = model;
        this.additions = model.additions();
        setId("livery-additions");
        HBox head =
                new HBox(
                        Parts.heading("LoRAs and embeddings"),
                        Parts.spacer(),
                        Parts.iconButton(
                                "livery-addition-add",
                                Icons.PLUS,
                                "Add LoRAs or embeddings for SDXL (.safetensors)",
                                this::choose));
        head.setAlignment(Pos.CENTER_LEFT);
        Label none = new Label("None. Drop .safetensors files here, or press +.");
        none.getStyleClass().addAll("text-small", "text-muted");
        none.setWrapText(true);
        none.visibleProperty().bind(Bindings.isEmpty(additions.rows()));
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(head, list, none, speed(model.speed()));
        additions.rows().addListener((ListChangeListener<AdditionModel>) _ -> rebuild());
        setOnDragOver(AdditionsView::offer);
        setOnDragDropped(this::drop);
        rebuild();
    }

    private static VBox speed(SpeedModel speed) {
        CheckBox fast = new CheckBox("Fast, few steps (approximate)");
        fast.setId("livery-fast");
        fast.setTooltip(
                new Tooltip(
                        "Switches on a LoRA for few steps, with the sampler, steps and guidance"
                                + " that it was made for; off puts yours back"));
        fast.selectedProperty().bindBidirectional(speed.fast());
        fast.disableProperty().bind(speed.available().not());
        Label hint = Parts.hint(speed.hint());
        hint.setId("livery-fast-hint");
        return new VBox(2, fast, hint);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Add LoRAs or embeddings");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter("LoRAs and embeddings", "*.safetensors"));
        additions.folder().map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            additions.add(files.stream().map(File::toPath).toList());
        }
    }

    private static void offer(DragEvent event) {
        if (!offered(event).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void drop(DragEvent event) {
        List<Path> files = offered(event);
        additions.add(files);
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }

    private static List<Path> offered(DragEvent event) {
        return event.getDragboard().getFiles().stream()
                .map(File::toPath)
                .filter(AdditionsModel::isOffered)
                .toList();
    }

    private void rebuild() {
        List<Node> views = new ArrayList<>();
        for (AdditionModel row : additions.rows()) {
            views.add(new AdditionView(row, additions, views.size(), model::insert));
        }
        list.getChildren().setAll(views);
    }
}
