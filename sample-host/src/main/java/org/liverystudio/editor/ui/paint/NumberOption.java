package org.liverystudio.editor.ui.paint;

import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A setting with a slider and a field: one to feel, one to type. */
final class NumberOption extends HBox {
    /** How a setting looks and where it ends. */
    record Look(String label, String unit, String tooltip, double least, double most) {}

    private static final double SLIDER_STEPS = 1000;

    private final DoubleProperty value;
    private final Look look;
    private final double curve;
    private final Slider slider = new Slider(0, SLIDER_STEPS, 0);
    private final TextField field = new TextField();
    private boolean showing;

    /**
     * @param id of the slider; the field has "-value" behind it
     * @param curve 1 for an even slider; 3 gives small values more room, as brush sizes need
     */
    NumberOption(String id, Look look, DoubleProperty value, double curve) {
        this.look = look;
        this.value = value;
        this.curve = curve;
        Label label = new Label(look.label());
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(field);
        slider.setId(id);
        slider.setAccessibleText(look.label());
        slider.setFocusTraversable(false); // arrow keys and letters belong to the canvas
        slider.setPrefWidth(72);
        slider.setMinWidth(40);
        slider.valueProperty().addListener(observable -> slid());
        field.setId(id + "-value");
        field.setAccessibleText(look.label());
        field.setPrefWidth(54);
        field.setMinWidth(54);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setOnAction(event -> typed());
        field.focusedProperty().addListener((observable, was, is) -> left(is));
        Tooltip tooltip = new Tooltip(look.tooltip());
        for (Node node : new Node[] {label, slider, field}) {
            Tooltip.install(node, tooltip);
        }
        getStyleClass().add("number-option");
        getChildren().addAll(label, slider, field);
        value.addListener(observable -> show());
        show();
    }

    private void show() {
        showing = true;
        double share = (value.get() - look.least()) / (look.most() - look.least());
        slider.setValue(Math.pow(share, 1 / curve) * SLIDER_STEPS);
        field.setText(text());
        showing = false;
    }

    private String text() {
        return Math.round(value.get()) + (look.unit().isEmpty() ? "" : " " + look.unit());
    }

    private void slid() {
        if (!showing) {
            double share = Math.pow(slider.getValue() / SLIDER_STEPS, curve);
            value.set(Math.rint(look.least() + share * (look.most() - look.least())));
        }
    }

    private void typed() {
        String number = field.getText().toLowerCase(Locale.ROOT).replace(look.unit(), "").strip();
        try {
            double wanted = Double.parseDouble(number.replace(',', '.'));
            value.set(Math.clamp(Math.rint(wanted), look.least(), look.most()));
        } catch (NumberFormatException e) {
            // no number: the field shows again what holds
        }
        field.setText(text());
    }

    private void left(boolean focused) {
        if (!focused) {
            typed();
        }
    }
}
