package org.liverystudio.ai.ui;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.ui.parts.ListTitles;

/** What a generation starts from, and how much of it may change. */
final class StartView extends VBox {
    StartView(RequestForm form) {
        super(Parts.GAP);
        HBox strength = strength(form);
        strength.visibleProperty().bind(form.startFrom.isNotEqualTo(StartChoice.NOTHING));
        strength.managedProperty().bind(strength.visibleProperty());
        getChildren().addAll(Parts.row("Start from", Parts.grow(choice(form))), strength);
    }

    private static ComboBox<StartChoice> choice(RequestForm form) {
        ComboBox<StartChoice> box = new ComboBox<>();
        box.setId("livery-init");
        box.getItems().setAll(StartChoice.values());
        box.setTooltip(
                new Tooltip(
                        "Repaint what is there instead of starting from nothing; with a selection"
                                + " only the selected part changes"));
        box.setConverter(new ListTitles<>(StartChoice::label));
        box.valueProperty().bindBidirectional(form.startFrom);
        return box;
    }

    private static HBox strength(RequestForm form) {
        Slider slider = new Slider(0.05, 1, 0.6);
        slider.setId("livery-strength");
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(0.05);
        slider.setTooltip(new Tooltip("How much may change: 0 nothing, 1 everything"));
        slider.valueProperty().bindBidirectional(form.strength);
        Label value = new Label();
        value.setMinWidth(30);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.textProperty()
                .bind(form.strength.map(v -> String.format(Locale.ROOT, "%.2f", v.doubleValue())));
        return Parts.row("Strength", Parts.grow(slider), value);
    }
}
