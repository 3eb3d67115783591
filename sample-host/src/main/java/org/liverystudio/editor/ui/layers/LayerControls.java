package org.liverystudio.editor.ui.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;

/** Blend mode and opacity of the active layer. */
final class LayerControls extends VBox {
    private final ComboBox<BlendMode> mode = new ComboBox<>();
    private final Slider opacity = new Slider(0, 100, 100);
    private final TextField percent = new TextField();
    private LayersModel model;
    private Optional<LayerNode> layer = Optional.empty();
    private boolean showing;

    LayerControls() {
        getStyleClass().add("layer-controls");
        mode.setId("layer-blend-mode");
        mode.setMaxWidth(Double.MAX_VALUE);
        mode.setVisibleRowCount(28);
        mode.setConverter(new Labels());
        mode.setTooltip(new Tooltip("How the layer mixes with what lies below"));
        mode.setOnAction(event -> modeChosen());
        opacity.setId("layer-opacity");
        opacity.setBlockIncrement(5);
        opacity.setMinWidth(60);
        opacity.valueProperty().addListener(observable -> opacityDragged());
        opacity.valueChangingProperty().addListener((observable, was, is) -> letGo(is));
        percent.setId("layer-opacity-percent");
        percent.setPrefColumnCount(4);
        percent.setMinWidth(58);
        percent.setMaxWidth(58);
        percent.setAlignment(Pos.CENTER_RIGHT);
        percent.setOnAction(event -> percentTyped());
        percent.focusedProperty().addListener((observable, was, is) -> percentLeft(is));
        Label label = new Label("Opacity");
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(opacity);
        HBox row = new HBox(8, label, opacity, percent);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(opacity, Priority.ALWAYS);
        getChildren().addAll(mode, row);
        show(null, Optional.empty());
    }

    /** Shows the active layer of a document. */
    void show(LayersModel newModel, Optional<LayerNode> active) {
        model = newModel;
        layer = active;
        showing = true;
        setDisable(active.isEmpty());
        List<BlendMode> modes = modesOf(active);
        if (!mode.getItems().equals(modes)) {
            mode.getItems().setAll(modes);
        }
        mode.setValue(active.map(LayerNode::blendMode).orElse(null));
        double shown = active.map(LayerNode::opacity).orElse(1.0) * 100;
        if (!opacity.isValueChanging()) {
            opacity.setValue(shown);
        }
        if (!percent.isFocused()) {
            percent.setText(text(shown));
        }
        showing = false;
    }

    private static List<BlendMode> modesOf(Optional<LayerNode> layer) {
        boolean group = layer.filter(LayerNode::isGroup).isPresent();
        return Arrays.stream(BlendMode.values())
                .filter(mode -> group || mode != BlendMode.PASS_THROUGH)
                .toList();
    }

    private static String text(double percent) {
        return Math.round(percent) + " %";
    }

    private void modeChosen() {
        if (!showing && mode.getValue() != null) {
            layer.ifPresent(node -> model.setBlendMode(node.id(), mode.getValue()));
        }
    }

    private void opacityDragged() {
        if (showing) {
            return;
        }
        percent.setText(text(opacity.getValue()));
        layer.ifPresent(
                node -> {
                    model.setOpacity(node.id(), Math.rint(opacity.getValue()) / 100);
                    if (!opacity.isValueChanging()) {
                        model.endOpacityDrag();
                    }
                });
    }

    private void letGo(boolean dragging) {
        if (!dragging && model != null) {
            model.endOpacityDrag();
        }
    }

    private void percentTyped() {
        layer.ifPresent(
                node -> {
                    OpacityText.parse(percent.getText())
                            .ifPresent(
                                    share -> {
                                        model.setOpacity(node.id(), share);
                                        model.endOpacityDrag();
                                    });
                    percent.setText(text(opacity.getValue()));
                });
    }

    private void percentLeft(boolean focused) {
        if (!focused) {
            percentTyped();
        }
    }

    /** The words of the box. */
    private static final class Labels extends StringConverter<BlendMode> {
        @Override
        public String toString(BlendMode mode) {
            return mode == null ? "" : mode.label();
        }

        @Override
        public BlendMode fromString(String text) {
            throw new UnsupportedOperationException("the box cannot be typed into");
        }
    }
}
