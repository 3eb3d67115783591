package org.liverystudio.editor.ui.paint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.liverystudio.editor.paint.Brush;
import org.liverystudio.editor.ui.canvas.CanvasTool;

/** The row below the menus: settings of the active tool. */
public final class OptionsBar extends HBox {
    private final Map<CanvasTool, List<Node>> options = new EnumMap<>(CanvasTool.class);
    private final Label title = new Label();

    public OptionsBar(PaintModel paint) {
        setId("options-bar");
        getStyleClass().add("options-bar");
        title.setId("options-tool");
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        options.put(CanvasTool.HAND, List.of(hint("Drag moves the picture; Space does, always.")));
        options.put(
                CanvasTool.ZOOM,
                List.of(hint("Click enlarges, Alt and click shrinks; so does the wheel.")));
        options.put(
                CanvasTool.RECTANGLE_SELECT,
                List.of(hint("Drag selects a rectangle, a click nothing.")));
        options.put(
                CanvasTool.MOVE,
                List.of(
                        hint(
                                "Drag moves the active layer or group; with Shift straight along one side.")));
        for (CanvasTool tool : List.of(CanvasTool.ELLIPSE_SELECT, CanvasTool.LASSO)) {
            options.put(
                    tool,
                    List.of(hint("Drag selects; Shift adds, Alt takes away, a click clears.")));
        }
        options.put(CanvasTool.BRUSH, brush(paint, paint.brush, "brush"));
        options.put(CanvasTool.ERASER, brush(paint, paint.eraser, "eraser"));
        options.put(
                CanvasTool.PICKER,
                List.of(
                        check(
                                "picker-merged",
                                "All layers",
                                "Take what is seen, or the active layer's own colour",
                                paint.pickMerged),
                        hint("Alt and click takes the background colour.")));
        options.put(
                CanvasTool.FILL,
                region("fill", paint.tolerance, paint.fillContiguous, paint.fillMerged));
        List<Node> wand =
                new ArrayList<>(
                        region(
                                "wand",
                                paint.wandTolerance,
                                paint.wandContiguous,
                                paint.wandMerged));
        wand.add(hint("Shift adds, Alt takes away."));
        options.put(CanvasTool.WAND, wand);
    }

    /**
     * Shows the settings of a tool.
     *
     * @param name of the tool, as painters know it
     */
    public void show(CanvasTool tool, String name) {
        title.setText(name);
        getChildren().setAll(title);
        getChildren().addAll(options.get(tool));
    }

    private static Label hint(String text) {
        Label hint = new Label(text);
        hint.getStyleClass().add("hint");
        return hint;
    }

    private static List<Node> brush(PaintModel paint, BrushOptions brush, String id) {
        NumberOption size =
                new NumberOption(
                        id + "-size",
                        new NumberOption.Look(
                                "Size",
                                "px",
                                "Diameter of the brush ([ and ])",
                                Brush.SMALLEST,
                                Brush.LARGEST),
                        brush.size,
                        3);
        MenuButton more = new MenuButton("Stroke");
        more.setId(id + "-more");
        more.setFocusTraversable(false);
        more.setMinWidth(USE_PREF_SIZE);
        more.setTooltip(new Tooltip("Spacing of dabs, smoothing of the way"));
        VBox inside =
                new VBox(
                        8,
                        percent(id + "-spacing", "Spacing", "Distance of dabs", 1, 200)
                                .of(brush.spacing),
                        percent(
                                        id + "-smoothing",
                                        "Smoothing",
                                        "How far the brush lags behind to even out its way",
                                        0,
                                        100)
                                .of(brush.smoothing));
        CustomMenuItem item = new CustomMenuItem(inside, false);
        item.getStyleClass().add("options-popup");
        more.getItems().add(item);
        return List.of(
                size,
                percent(id + "-hardness", "Hardness", "0 % is soft to the middle", 0, 100)
                        .of(brush.hardness),
                percent(id + "-opacity", "Opacity", "Most that a whole stroke covers", 1, 100)
                        .of(brush.opacity),
                percent(id + "-flow", "Flow", "How much each dab adds", 1, 100).of(brush.flow),
                more,
                toggle(
                        id + "-mirror-sides",
                        Material2AL.FLIP,
                        0,
                        "Mirror: paint left and right of the middle at once",
                        paint.mirrorSides),
                toggle(
                        id + "-mirror-ends",
                        Material2AL.FLIP,
                        90,
                        "Mirror: paint above and below the middle at once",
                        paint.mirrorEnds));
    }

    /** A setting from 0 or 1 to 100 or more percent. */
    private record Percent(String id, NumberOption.Look look) {
        NumberOption of(DoubleProperty value) {
            return new NumberOption(id, look, value, 1);
        }
    }

    private static Percent percent(
            String id, String label, String tooltip, double least, double most) {
        return new Percent(id, new NumberOption.Look(label, "%", tooltip, least, most));
    }

    /** What the fill tool and the wand find at a click. */
    private static List<Node> region(
            String id,
            DoubleProperty tolerance,
            BooleanProperty contiguous,
            BooleanProperty merged) {
        return List.of(
                new NumberOption(
                        id + "-tolerance",
                        new NumberOption.Look(
                                "Tolerance", "", "How unlike a colour may be, 0 to 255", 0, 255),
                        tolerance,
                        1),
                check(
                        id + "-contiguous",
                        "Contiguous",
                        "Only what hangs together with the pixel clicked",
                        contiguous),
                check(
                        id + "-merged",
                        "Sample all layers",
                        "Find edges in what is seen, or in the active layer",
                        merged));
    }

    private static CheckBox check(
            String id, String text, String tooltip, BooleanProperty property) {
        CheckBox box = new CheckBox(text);
        box.setId(id);
        box.setFocusTraversable(false);
        box.setMinWidth(USE_PREF_SIZE);
        box.setTooltip(new Tooltip(tooltip));
        box.selectedProperty().bindBidirectional(property);
        return box;
    }

    private static ToggleButton toggle(
            String id, Ikon icon, double turned, String tooltip, BooleanProperty property) {
        FontIcon picture = new FontIcon(icon);
        picture.setRotate(turned);
        ToggleButton button = new ToggleButton(null, picture);
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "tool-button");
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.selectedProperty().bindBidirectional(property);
        return button;
    }
}
