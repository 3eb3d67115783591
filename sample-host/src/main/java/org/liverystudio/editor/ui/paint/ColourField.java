package org.liverystudio.editor.ui.paint;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;

/** A square of one hue: saturation to the right, brightness up. */
final class ColourField extends Pane {
    private static final double SIZE = 220;

    final DoubleProperty hue = new SimpleDoubleProperty();
    final DoubleProperty saturation = new SimpleDoubleProperty();
    final DoubleProperty brightness = new SimpleDoubleProperty();
    private final Circle mark = new Circle(6);
    private final Runnable chosen;

    /**
     * @param chosen called when the painter has moved the mark
     */
    ColourField(Runnable chosen) {
        this.chosen = chosen;
        setId("colour-field");
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        mark.setFill(null);
        mark.setStrokeWidth(2);
        mark.setMouseTransparent(true);
        getChildren().add(mark);
        setOnMousePressed(this::moved);
        setOnMouseDragged(this::moved);
        hue.addListener(observable -> show());
        saturation.addListener(observable -> show());
        brightness.addListener(observable -> show());
        show();
    }

    private void moved(MouseEvent event) {
        saturation.set(Math.clamp(event.getX() / SIZE, 0.0, 1.0));
        brightness.set(Math.clamp(1 - event.getY() / SIZE, 0.0, 1.0));
        chosen.run();
    }

    private void show() {
        setBackground(
                new Background(
                        new BackgroundFill(Color.hsb(hue.get(), 1, 1), null, null),
                        fade(Color.WHITE, 1, 0),
                        fade(Color.BLACK, 0, 1)));
        mark.setCenterX(saturation.get() * SIZE);
        mark.setCenterY((1 - brightness.get()) * SIZE);
        mark.setStroke(brightness.get() > 0.6 ? Color.BLACK : Color.WHITE);
    }

    /** White from the left, or black from below. */
    private static BackgroundFill fade(Color color, double across, double up) {
        Color clear = color.deriveColor(0, 1, 1, 0);
        LinearGradient gradient =
                new LinearGradient(
                        0,
                        up,
                        across,
                        0,
                        true,
                        CycleMethod.NO_CYCLE,
                        new Stop(0, color),
                        new Stop(1, clear));
        return new BackgroundFill(gradient, null, null);
    }
}
