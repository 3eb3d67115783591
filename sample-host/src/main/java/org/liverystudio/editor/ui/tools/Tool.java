package org.liverystudio.editor.ui.tools;

import org.liverystudio.editor.ui.canvas.CanvasTool;

/** What can be picked in the toolbox. */
public sealed interface Tool {
    /** A tool of the canvas itself. */
    record OfCanvas(CanvasTool tool) implements Tool {}

    /** A tool that a plugin brings. */
    record OfPlugin(PluginTool tool) implements Tool {}
}
