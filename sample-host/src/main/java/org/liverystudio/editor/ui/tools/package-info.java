/**
 * Tools: those of the canvas and those of plugins, which of them is active, and the toolbox.
 *
 * <p>{@link org.liverystudio.editor.ui.tools.PluginTools} follows plugins as they come and go and
 * drops every reference to a plugin's objects when it stops.
 */
package org.liverystudio.editor.ui.tools;
