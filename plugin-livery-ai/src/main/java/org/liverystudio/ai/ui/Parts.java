package org.liverystudio.ai.ui;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.liverystudio.ai.ui.parts.ListTitles;

/** The few shapes that the panel's sections are made of. Style classes are AtlantaFX's. */
final class Parts {
    static final double GAP = 6;
    private static final double LABEL_WIDTH = 72;

    private Parts() {}

    /** A heading with what belongs to it. */
    static VBox section(Node heading, Node... content) {
        VBox box = new VBox(GAP, heading);
        box.getChildren().addAll(content);
        return box;
    }

    /**
     * A section that folds; whether it is open is remembered.
     *
     * @param id of the node, and key of the setting
     */
    static TitledPane foldable(String id, String title, PanelSettings settings, Node content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setId(id);
        pane.setAnimated(false);
        pane.getStyleClass().addAll("dense", "flat");
        String key = id + ".open";
        pane.setExpanded(settings.text(key, "false").equals("true"));
        pane.expandedProperty()
                .addListener((_, _, now) -> settings.put(key, Boolean.toString(now)));
        return pane;
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-bold");
        return label;
    }

    /** Small grey text that may take several lines, such as a hint. */
    static Label hint(ObservableStringValue text) {
        Label label = new Label();
        label.textProperty().bind(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("text-small", "text-muted");
        label.managedProperty().bind(label.visibleProperty());
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    /** A label of even width, then what it names, then perhaps a value. */
    static HBox row(String name, Node... content) {
        Label label = new Label(name);
        label.setMinWidth(LABEL_WIDTH);
        label.setPrefWidth(LABEL_WIDTH);
        HBox row = new HBox(GAP, label);
        row.setAlignment(Pos.CENTER_LEFT);
        for (Node node : content) {
            row.getChildren().add(node);
        }
        return row;
    }

    static <T extends Region> T grow(T region) {
        region.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    static Region spacer() {
        return grow(new Region());
    }

    /** A flat button with a picture only; the tooltip names it, also for screen readers. */
    static Button iconButton(String id, String svg, String name, Runnable action) {
        Button button = new Button(null, icon(svg));
        button.setId(id);
        button.getStyleClass().addAll(List.of("flat", "button-icon", "small"));
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** A picture of 16 pixels in the theme's text colour. */
    static Node icon(String svg) {
        SVGPath path = new SVGPath();
        path.setContent(svg);
        path.setStyle("-fx-fill: -color-fg-default;");
        return path;
    }

    /** A list of values, of which the property holds the chosen one. */
    static <T> ComboBox<T> choice(
            String id, T[] values, Function<T, String> title, ObjectProperty<T> chosen) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setMinWidth(80);
        box.setConverter(new ListTitles<>(title));
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }
}
