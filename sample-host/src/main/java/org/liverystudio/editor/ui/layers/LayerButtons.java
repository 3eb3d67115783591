package org.liverystudio.editor.ui.layers;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** The buttons below the list of layers. */
final class LayerButtons extends HBox {
    private final Supplier<LayersModel> model;

    LayerButtons(Supplier<LayersModel> model) {
        this.model = model;
        getStyleClass().add("layer-buttons");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        button(
                                "layer-new",
                                Material2AL.ADD,
                                KeyBinding.NEW_LAYER.describe("New layer"),
                                LayersModel::addLayer),
                        button(
                                "layer-new-group",
                                Material2AL.CREATE_NEW_FOLDER,
                                "New group",
                                LayersModel::addGroup),
                        button(
                                "layer-duplicate",
                                Material2AL.FILE_COPY,
                                KeyBinding.DUPLICATE_LAYER.describe("Duplicate layer"),
                                LayersModel::duplicateActive),
                        button(
                                "layer-raise",
                                Material2AL.ARROW_UPWARD,
                                KeyBinding.RAISE_LAYER.describe("Move up"),
                                LayersModel::raiseActive),
                        button(
                                "layer-lower",
                                Material2AL.ARROW_DOWNWARD,
                                KeyBinding.LOWER_LAYER.describe("Move down"),
                                LayersModel::lowerActive),
                        gap,
                        button(
                                "layer-delete",
                                Material2AL.DELETE_OUTLINE,
                                KeyBinding.DELETE_LAYER.describe("Delete layer"),
                                LayersModel::deleteActive));
    }

    private Button button(String id, Ikon icon, String tooltip, Consumer<LayersModel> action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.accept(model.get()));
        return button;
    }
}
