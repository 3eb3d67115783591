/**
 * The whole way, every part real: the plugin zip that the build made, installed as a user would, on
 * a class path that has none of the plugin's libraries.
 */
package org.liverystudio.editor.e2e;
