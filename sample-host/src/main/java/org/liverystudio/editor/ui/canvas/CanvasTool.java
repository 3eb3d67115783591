package org.liverystudio.editor.ui.canvas;

/** What the mouse's first button does on the canvas. */
public enum CanvasTool {
    HAND,
    ZOOM,
    RECTANGLE_SELECT,
    ELLIPSE_SELECT,
    LASSO,
    WAND,
    MOVE,
    BRUSH,
    ERASER,
    PICKER,
    FILL
}
