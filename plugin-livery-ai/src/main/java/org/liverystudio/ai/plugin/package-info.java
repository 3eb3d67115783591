/**
 * The plugin as the editor's plugin loader sees it: its entry, its extensions, and the services
 * that they share for as long as the plugin is started.
 */
package org.liverystudio.ai.plugin;
