/**
 * Loads plugins, each in a class loader of its own, and gives them the editor through the host API.
 *
 * <p>{@link PluginHost} is the door. Behind it {@link PluginRuntime} keeps who runs, {@link
 * PluginInstaller} brings files in, {@link PluginUnpacker} unpacks zips, {@link
 * IsolatedClassLoader} and {@link HostApiClassLoader} keep libraries apart, and {@link PluginCalls}
 * guards every call into foreign code. No windows and no terminal here.
 */
package org.liverystudio.editor.plugin;
