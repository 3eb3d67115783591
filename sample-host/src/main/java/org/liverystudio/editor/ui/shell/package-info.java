/** The frame of the editor: window, menus, toolbox, tabs, status bar, themes and shortcuts. */
package org.liverystudio.editor.ui.shell;
