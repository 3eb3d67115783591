package org.liverystudio.editor.ui.tools;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.liverystudio.editor.ui.canvas.CanvasTool;
import org.liverystudio.editor.ui.keys.KeyBinding;

/** Which tool is active. A plugin's tool hears when it is picked and when it is left. */
public final class ToolsModel {
    private static final Tool FIRST = new Tool.OfCanvas(CanvasTool.HAND);

    private final ReadOnlyObjectWrapper<Tool> active = new ReadOnlyObjectWrapper<>(FIRST);

    public ReadOnlyObjectProperty<Tool> activeProperty() {
        return active.getReadOnlyProperty();
    }

    public Tool active() {
        return active.get();
    }

    public void pick(CanvasTool tool) {
        pick(new Tool.OfCanvas(tool));
    }

    public void pick(PluginTool tool) {
        pick(new Tool.OfPlugin(tool));
    }

    private void pick(Tool next) {
        if (next.equals(active())) {
            return;
        }
        if (active() instanceof Tool.OfPlugin(PluginTool left)) {
            left.deactivate();
        }
        active.set(next);
        if (next instanceof Tool.OfPlugin(PluginTool picked)) {
            picked.activate();
        }
    }

    /** Picks another tool if this one is active, because it is going away. */
    void leave(PluginTool tool) {
        if (active().equals(new Tool.OfPlugin(tool))) {
            pick(FIRST);
        }
    }

    /** The active tool, as painters know it. */
    public String activeName() {
        return switch (active()) {
            case Tool.OfPlugin(PluginTool tool) -> tool.name();
            case Tool.OfCanvas(CanvasTool tool) ->
                    switch (tool) {
                        case HAND -> KeyBinding.HAND.label();
                        case ZOOM -> "Zoom";
                        case RECTANGLE_SELECT -> KeyBinding.RECTANGLE_SELECT.label();
                        case ELLIPSE_SELECT -> KeyBinding.ELLIPSE_SELECT.label();
                        case LASSO -> KeyBinding.LASSO.label();
                        case WAND -> KeyBinding.WAND.label();
                        case MOVE -> KeyBinding.MOVE.label();
                        case BRUSH -> KeyBinding.BRUSH.label();
                        case ERASER -> KeyBinding.ERASER.label();
                        case PICKER -> KeyBinding.PICK_COLOUR.label();
                        case FILL -> KeyBinding.FILL.label();
                    };
        };
    }

    /** What the mouse does on the canvas. With a plugin's tool one drags the area to work on. */
    public CanvasTool canvasTool() {
        return switch (active()) {
            case Tool.OfCanvas(CanvasTool tool) -> tool;
            case Tool.OfPlugin plugin -> CanvasTool.RECTANGLE_SELECT;
        };
    }
}
