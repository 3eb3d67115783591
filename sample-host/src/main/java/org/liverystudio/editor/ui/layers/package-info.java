/**
 * The layer panel. {@link org.liverystudio.editor.ui.layers.LayersModel} says what can be done with
 * layers and knows no controls; {@link org.liverystudio.editor.ui.layers.LayersPanel} shows them.
 */
package org.liverystudio.editor.ui.layers;
