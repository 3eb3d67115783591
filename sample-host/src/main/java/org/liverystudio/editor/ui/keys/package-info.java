/** The shortcuts of the editor. */
package org.liverystudio.editor.ui.keys;
