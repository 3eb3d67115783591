/**
 * Shows a document: zoom, pan, tiles computed off the JavaFX thread, and the gestures on it.
 *
 * <p>{@link org.liverystudio.editor.ui.canvas.Viewport} is the arithmetic of zoom and pan, {@link
 * org.liverystudio.editor.ui.canvas.TileCache} keeps computed tiles in several sizes, {@link
 * org.liverystudio.editor.ui.canvas.FramePainter} draws a view from them, {@link
 * org.liverystudio.editor.ui.canvas.FrameRenderer} does both on a thread of its own, and {@link
 * org.liverystudio.editor.ui.canvas.CanvasView} puts the frames on the screen.
 */
package org.liverystudio.editor.ui.canvas;
