/**
 * The AI Livery panel.
 *
 * <p>{@link org.liverystudio.ai.ui.PanelModel} and the models beside it say what the panel shows
 * and does, without a control; the {@code ...View} classes put controls on it. Work runs as a task
 * of the host; models change on the JavaFX thread only. Colours are the host theme's own, by name.
 */
package org.liverystudio.ai.ui;
