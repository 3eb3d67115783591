package org.liverystudio.editor.ui.tools;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.liverystudio.editor.ui.canvas.CanvasTool;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** The column of tools at the left. */
public final class Toolbox extends VBox {
    private final ToolsModel tools;
    private final PluginTools plugins;
    private final Map<Tool, ToggleButton> buttons = new LinkedHashMap<>();
    private final VBox pluginButtons = new VBox();
    private final Separator separator = new Separator();

    /**
     * @param swatches the colours that the tools paint with
     */
    public Toolbox(ToolsModel tools, PluginTools plugins, Node swatches) {
        this.tools = tools;
        this.plugins = plugins;
        setId("toolbox");
        getStyleClass().add("toolbox");
        pluginButtons.getStyleClass().add("toolbox-group");
        add(CanvasTool.HAND, "Hand: move the picture", Material2MZ.PAN_TOOL, KeyBinding.HAND);
        add(
                CanvasTool.ZOOM,
                "Zoom: click, with Alt to shrink",
                Material2MZ.ZOOM_IN,
                KeyBinding.ZOOM);
        add(
                CanvasTool.RECTANGLE_SELECT,
                "Select a rectangle",
                Material2AL.HIGHLIGHT_ALT,
                KeyBinding.RECTANGLE_SELECT);
        add(
                CanvasTool.ELLIPSE_SELECT,
                "Select an ellipse",
                Material2MZ.PANORAMA_FISH_EYE,
                KeyBinding.ELLIPSE_SELECT);
        add(CanvasTool.LASSO, "Select along a line", Material2AL.GESTURE, KeyBinding.LASSO);
        add(CanvasTool.WAND, "Select a colour", Material2AL.FLARE, KeyBinding.WAND);
        add(
                CanvasTool.MOVE,
                "Move the active layer or group",
                Material2MZ.OPEN_WITH,
                KeyBinding.MOVE);
        add(CanvasTool.BRUSH, "Brush", Material2AL.BRUSH, KeyBinding.BRUSH);
        add(CanvasTool.ERASER, "Eraser", Material2AL.BACKSPACE, KeyBinding.ERASER);
        add(CanvasTool.FILL, "Fill", Material2AL.FORMAT_COLOR_FILL, KeyBinding.FILL);
        add(CanvasTool.PICKER, "Colour picker", Material2AL.COLORIZE, KeyBinding.PICK_COLOUR);
        getChildren().addAll(swatches, separator, pluginButtons);
        plugins.list().addListener((ListChangeListener<PluginTool>) change -> showPlugins());
        showPlugins();
        tools.activeProperty().addListener((observable, was, is) -> showActive());
        showActive();
    }

    private void add(CanvasTool tool, String text, Ikon icon, KeyBinding key) {
        ToggleButton button =
                button(
                        "tool-" + tool.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        new FontIcon(icon),
                        key.describe(text));
        button.setOnAction(
                event -> {
                    tools.pick(tool);
                    showActive();
                });
        buttons.put(new Tool.OfCanvas(tool), button);
        getChildren().add(button);
    }

    private void showPlugins() {
        buttons.keySet().removeIf(Tool.OfPlugin.class::isInstance);
        pluginButtons.getChildren().clear();
        for (PluginTool tool : plugins.list()) {
            ToggleButton button = button("tool-" + tool.key(), icon(tool), describe(tool));
            button.setOnAction(
                    event -> {
                        tools.pick(tool);
                        showActive();
                    });
            buttons.put(new Tool.OfPlugin(tool), button);
            pluginButtons.getChildren().add(button);
        }
        separator.setVisible(!plugins.list().isEmpty());
        showActive();
    }

    private static Node icon(PluginTool tool) {
        return tool.icon().orElseGet(() -> new FontIcon(Material2AL.EXTENSION));
    }

    private static String describe(PluginTool tool) {
        Optional<String> key = tool.shortcut().map(shortcut -> shortcut.getDisplayText());
        return tool.name() + ": " + tool.tooltip() + key.map(text -> " (" + text + ")").orElse("");
    }

    private static ToggleButton button(String id, Node icon, String text) {
        ToggleButton button = new ToggleButton(null, icon);
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "tool-button");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setFocusTraversable(false);
        return button;
    }

    private void showActive() {
        buttons.forEach((tool, button) -> button.setSelected(tool.equals(tools.active())));
    }
}
