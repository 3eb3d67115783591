package org.liverystudio.editor.ui.paint;

import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.liverystudio.editor.paint.Ink;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** Foreground over background colour, and buttons to swap and reset them. */
public final class ColourSwatches extends Pane {
    private static final double WIDTH = 32;
    private static final double SWATCH = 21;
    private static final double SMALL = 13;

    /**
     * @param choose opens a dialog for one of the two, with its title
     */
    public ColourSwatches(PaintModel paint, BiConsumer<String, ObjectProperty<Ink.Colour>> choose) {
        setId("colour-swatches");
        getStyleClass().add("colour-swatches");
        setPrefSize(WIDTH, SWATCH + SMALL + 16);
        setMinSize(WIDTH, SWATCH + SMALL + 16);
        Button back = swatch("colour-background", "Background colour", paint.background(), choose);
        Button front = swatch("colour-foreground", "Foreground colour", paint.foreground(), choose);
        Button swap =
                small(
                        "colour-swap",
                        Material2MZ.SWAP_HORIZ,
                        KeyBinding.SWAP_COLOURS,
                        paint::swapColours);
        Button reset =
                small(
                        "colour-reset",
                        Material2AL.INVERT_COLORS,
                        KeyBinding.RESET_COLOURS,
                        paint::resetColours);
        place(front, 0, 0);
        place(back, WIDTH - SWATCH, 11);
        place(reset, 0, SWATCH + 16);
        place(swap, WIDTH - SMALL, SWATCH + 16);
        getChildren().addAll(back, front, reset, swap);
    }

    private static void place(Node node, double x, double y) {
        node.setLayoutX(x);
        node.setLayoutY(y);
    }

    private static Button swatch(
            String id,
            String title,
            ObjectProperty<Ink.Colour> colour,
            BiConsumer<String, ObjectProperty<Ink.Colour>> choose) {
        Button button = button(id, title, SWATCH);
        button.getStyleClass().add("colour-swatch");
        button.setOnAction(event -> choose.accept(title, colour));
        colour.addListener(observable -> paint(button, title, colour.get()));
        paint(button, title, colour.get());
        return button;
    }

    private static void paint(Button button, String title, Ink.Colour colour) {
        String hex = Hex.format(colour);
        button.setStyle("-swatch: " + hex + ";");
        button.getTooltip().setText(title + ": " + hex);
        button.setAccessibleText(title + " " + hex);
    }

    private static Button small(String id, Ikon icon, KeyBinding key, Runnable action) {
        Button button = button(id, key.describe(key.label()), SMALL);
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "colour-small");
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Button button(String id, String tooltip, double size) {
        Button button = new Button();
        button.setId(id);
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setFocusTraversable(false);
        button.setMinSize(size, size);
        button.setPrefSize(size, size);
        button.setMaxSize(size, Region.USE_PREF_SIZE);
        return button;
    }
}
