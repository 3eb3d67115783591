/**
 * The editor on the screen. {@link org.liverystudio.editor.ui.EditorApp} starts it; each part has a
 * package of its own: {@code shell} the frame, {@code canvas} the picture, {@code layers} the layer
 * panel, {@code tools} the toolbox, {@code plugins} the plugin manager, {@code document} the view
 * models of open documents.
 *
 * <p>View models know no controls and are tested without windows; views are thin. Documents and
 * tasks change on any thread: models carry what changed to the JavaFX thread.
 */
package org.liverystudio.editor.ui;
