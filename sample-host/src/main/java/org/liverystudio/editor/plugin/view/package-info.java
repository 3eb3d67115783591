/** The editor's immutable document states, seen through the interfaces of the host API. */
package org.liverystudio.editor.plugin.view;
