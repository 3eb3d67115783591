/** View models of open documents, and what happens to their files. No controls here. */
package org.liverystudio.editor.ui.document;
