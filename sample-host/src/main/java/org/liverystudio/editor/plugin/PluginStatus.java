package org.liverystudio.editor.plugin;

import org.liverystudio.host.LiveryException;

/** How an installed plugin fares. */
public sealed interface PluginStatus {
    /** Its tools and commands can be used. */
    record Running() implements PluginStatus {}

    /** Switched off by the painter; stays so until switched on. */
    record Disabled() implements PluginStatus {}

    /**
     * Could not be loaded or started, or its tools could not be made; tried again at next start.
     */
    record Failed(LiveryException reason) implements PluginStatus {}

    /** Removed, but some of its files are in use; they are deleted at the next start. */
    record RemovedAtNextStart() implements PluginStatus {}
}
