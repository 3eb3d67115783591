/** The plugin manager: what is installed, how it fares, install, remove, switch on and off. */
package org.liverystudio.editor.ui.plugins;
