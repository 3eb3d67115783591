package org.liverystudio.editor.ui.paint;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.Window;
import org.liverystudio.editor.paint.Ink;

/**
 * Chooses a colour by eye, by channels or by hex code. It changes the colour at once and stays open
 * beside the canvas.
 */
public final class ColourDialog {
    private final Window owner;
    private final String stylesheet;
    private final Stage stage = new Stage(StageStyle.UTILITY);
    private final ColourField field = new ColourField(this::chosenByEye);
    private final Slider hue = new Slider(0, 360, 0);
    private final Slider[] channels = {channel("red"), channel("green"), channel("blue")};
    private final TextField hex = new TextField();
    private final ChangeListener<Ink.Colour> changed = (observable, was, is) -> show(is);
    private ObjectProperty<Ink.Colour> target;
    private boolean showing;

    /**
     * @param stylesheet of the owner, so that both look alike
     */
    public ColourDialog(Window owner, String stylesheet) {
        this.owner = owner;
        this.stylesheet = stylesheet;
        hue.setId("colour-hue");
        hue.setAccessibleText("Hue");
        hue.getStyleClass().add("hue-slider");
        hue.valueProperty().addListener(observable -> chosenByHue());
        hex.setId("colour-hex");
        hex.setAccessibleText("Hex code");
        hex.setPrefColumnCount(8);
        hex.setOnAction(event -> typed());
        hex.focusedProperty().addListener((observable, was, is) -> left(is));
    }

    private Slider channel(String name) {
        Slider slider = new Slider(0, 255, 0);
        slider.setId("colour-" + name);
        slider.setAccessibleText(name);
        slider.valueProperty().addListener(observable -> chosenByChannels());
        return slider;
    }

    /** Shows the dialog for one colour. */
    public void choose(String title, ObjectProperty<Ink.Colour> colour) {
        if (stage.getScene() == null) {
            stage.initOwner(owner);
            stage.setScene(scene());
            stage.setResizable(false);
        }
        if (target != null) {
            target.removeListener(changed);
        }
        target = colour;
        target.addListener(changed);
        stage.setTitle(title);
        show(colour.get());
        stage.show();
        stage.toFront();
    }

    private Scene scene() {
        GridPane rows = new GridPane();
        rows.setHgap(8);
        rows.setVgap(6);
        String[] names = {"R", "G", "B"};
        for (int i = 0; i < channels.length; i++) {
            Label value = new Label();
            value.setMinWidth(28);
            value.textProperty().bind(channels[i].valueProperty().asString("%.0f"));
            rows.addRow(i, new Label(names[i]), channels[i], value);
        }
        HBox code = new HBox(8, new Label("Hex"), hex);
        code.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(10, field, hue, rows, code);
        content.setId("colour-dialog");
        content.getStyleClass().add("colour-dialog");
        Scene scene = new Scene(content);
        scene.getStylesheets().add(stylesheet);
        scene.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        stage.hide();
                    }
                });
        return scene;
    }

    private void chosenByEye() {
        set(Color.hsb(field.hue.get(), field.saturation.get(), field.brightness.get()));
    }

    private void chosenByHue() {
        if (!showing) {
            field.hue.set(hue.getValue());
            chosenByEye();
        }
    }

    private void chosenByChannels() {
        if (!showing) {
            show(set(Color.rgb(value(0), value(1), value(2))));
        }
    }

    private int value(int channel) {
        return (int) Math.rint(channels[channel].getValue());
    }

    private void typed() {
        Hex.parse(hex.getText()).ifPresent(target::set);
        hex.setText(Hex.format(target.get()));
    }

    private void left(boolean focused) {
        if (!focused && target != null) {
            typed();
        }
    }

    private Ink.Colour set(Color color) {
        Ink.Colour colour =
                new Ink.Colour(
                        byteOf(color.getRed()), byteOf(color.getGreen()), byteOf(color.getBlue()));
        target.set(colour);
        return colour;
    }

    private static int byteOf(double share) {
        return (int) Math.round(share * 255);
    }

    private void show(Ink.Colour colour) {
        if (showing) {
            return;
        }
        showing = true;
        Color color = Color.rgb(colour.red(), colour.green(), colour.blue());
        if (!shows(colour)) {
            if (color.getSaturation() > 0) {
                field.hue.set(color.getHue()); // a grey keeps the hue that it came from
            }
            field.saturation.set(color.getSaturation());
            field.brightness.set(color.getBrightness());
        }
        hue.setValue(field.hue.get());
        channels[0].setValue(colour.red());
        channels[1].setValue(colour.green());
        channels[2].setValue(colour.blue());
        hex.setText(Hex.format(colour));
        showing = false;
    }

    /** Whether the field means the colour already: going there and back would move its mark. */
    private boolean shows(Ink.Colour colour) {
        Color here = Color.hsb(field.hue.get(), field.saturation.get(), field.brightness.get());
        return byteOf(here.getRed()) == colour.red()
                && byteOf(here.getGreen()) == colour.green()
                && byteOf(here.getBlue()) == colour.blue();
    }

    /** Closes the dialog for good. */
    public void close() {
        if (target != null) {
            target.removeListener(changed);
        }
        stage.close();
    }
}
