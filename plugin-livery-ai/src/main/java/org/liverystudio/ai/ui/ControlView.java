package org.liverystudio.ai.ui;

import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.ui.parts.ListTitles;

/** One control: its picture, layer, kind and strength. */
final class ControlView extends HBox {
    private final ControlModel row;
    private final ControlsModel controls;

    /**
     * @param index counts from 0; part of the ids
     */
    ControlView(ControlModel row, ControlsModel controls, int index) {
        super(Parts.GAP + 2);
        this.row = row;
        this.controls = controls;
        setId("livery-control-" + index);
        setPadding(new Insets(6));
        setAlignment(Pos.TOP_LEFT);
        setStyle("-fx-background-color: -color-bg-subtle; -fx-background-radius: 4px;");

        HBox head =
                new HBox(
                        Parts.GAP,
                        layers(index),
                        kinds(index),
                        Parts.iconButton(
                                "livery-control-" + index + "-remove",
                                Icons.CROSS,
                                "Remove this control",
                                () -> controls.remove(row)));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox right = new VBox(2, head, strength(index), Parts.hint(row.problem()));
        getChildren().addAll(new RgbImageView(row.preview()), Parts.grow(right));
    }

    private ComboBox<LayerChoice> layers(int index) {
        ComboBox<LayerChoice> box = new ComboBox<>(controls.choices());
        box.setId("livery-control-" + index + "-layer");
        box.setTooltip(new Tooltip("The layer that steers the network"));
        box.setVisibleRowCount(16);
        box.setMinWidth(60);
        box.setCellFactory(_ -> new LayerChoiceCell(true));
        box.setButtonCell(new LayerChoiceCell(false));
        box.valueProperty().bindBidirectional(row.layer());
        return Parts.grow(box);
    }

    private ComboBox<ControlKind> kinds(int index) {
        ComboBox<ControlKind> box = new ComboBox<>(controls.kinds());
        box.setId("livery-control-" + index + "-kind");
        box.setTooltip(new Tooltip("What it tells the network; the model knows only these"));
        box.setMinWidth(86);
        box.setConverter(new ListTitles<>(ControlKind::label));
        box.valueProperty().bindBidirectional(row.kind());
        return box;
    }

    private HBox strength(int index) {
        Slider slider = new Slider(0, 2, 1);
        slider.setId("livery-control-" + index + "-strength");
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(0.05);
        slider.setTooltip(new Tooltip("How much it counts; 1 is full"));
        slider.valueProperty().bindBidirectional(row.strength());
        Label value = new Label();
        value.setMinWidth(30);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.textProperty()
                .bind(row.strength().map(v -> String.format(Locale.ROOT, "%.2f", v.doubleValue())));
        HBox line = new HBox(Parts.GAP, new Label("Strength"), Parts.grow(slider), value);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** A name, indented like in the layer panel, with its role. */
    private static final class LayerChoiceCell extends ListCell<LayerChoice> {
        private static final double INDENT = 12;
        private final boolean inList;
        private final Label role = new Label();

        LayerChoiceCell(boolean inList) {
            this.inList = inList;
            role.getStyleClass().addAll("text-small", "text-muted");
        }

        @Override
        protected void updateItem(LayerChoice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (empty || choice == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            if (!inList) {
                setText(choice.name());
                return;
            }
            role.setText(choice.role().label());
            HBox line = new HBox(Parts.GAP, new Label(choice.name()), Parts.spacer(), role);
            line.setPadding(new Insets(0, 0, 0, choice.depth() * INDENT));
            setGraphic(line);
        }
    }
}
