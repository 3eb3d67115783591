package org.liverystudio.editor.ui.canvas;

/** What the mouse's first button does on the canvas. */
public enum CanvasTool {
    HAND,
    ZOOM,
    RECTANGLE_SELECT,
    WAND,
    MOVE,
    BRUSH,
    ERASER,
    PICKER,
    FILL
}
