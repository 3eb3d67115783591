package org.liverystudio.ai.ui.models;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The sets to choose from, and a field for any other model of the hub. */
final class ChoiceList extends VBox {
    private static final double GAP = 8;

    private final DownloadModel model;
    private final VBox rows = new VBox(GAP);
    private ToggleGroup group = new ToggleGroup();

    ChoiceList(DownloadModel model) {
        super(GAP);
        this.model = model;
        getChildren().addAll(rows, other());
        disableProperty().bind(model.run().active());
        model.choices().addListener((ListChangeListener<Choice>) _ -> fill());
        model.chosen().addListener((_, _, now) -> select(now));
        fill();
    }

    private void fill() {
        group = new ToggleGroup();
        rows.getChildren().setAll(model.choices().stream().map(this::row).toList());
        select(model.chosen().get());
    }

    private Node row(Choice choice) {
        RadioButton button = new RadioButton(choice.set().title());
        button.setId("livery-set-" + choice.set().name());
        button.setToggleGroup(group);
        button.setUserData(choice);
        button.setOnAction(_ -> model.chosen().set(choice));
        Label details = new Label(choice.details());
        details.setWrapText(true);
        details.setMinHeight(Region.USE_PREF_SIZE);
        details.getStyleClass().addAll("text-small", "text-muted");
        details.setStyle("-fx-padding: 0 0 0 26;");
        return new VBox(2, button, details);
    }

    private void select(Choice choice) {
        group.getToggles().stream()
                .filter(toggle -> ((Choice) toggle.getUserData()).isSameAs(choice))
                .forEach(toggle -> toggle.setSelected(true));
    }

    private HBox other() {
        TextField name = new TextField();
        name.setId("livery-download-other");
        name.setPromptText("Another model of the hub: org/name or org/name@revision");
        HBox.setHgrow(name, Priority.ALWAYS);
        Button look = new Button("Look up");
        look.setId("livery-download-lookup");
        look.setTooltip(new Tooltip("Asks the hub for its files and sizes; fetches nothing"));
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> name.getText().isBlank(), name.textProperty()));
        look.setOnAction(_ -> model.lookUp(name.getText()));
        name.setOnAction(_ -> look.fire());
        return new HBox(GAP, name, look);
    }
}
