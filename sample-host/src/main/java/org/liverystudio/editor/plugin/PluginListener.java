package org.liverystudio.editor.plugin;

/** Hears of plugins that come and go while the editor runs; called on the thread that acts. */
public interface PluginListener {
    /** A plugin runs; its extensions can be asked for. */
    default void started(InstalledPlugin plugin) {}

    /**
     * A plugin is about to stop. Whoever holds its tools or panels lets go of them before this
     * returns; otherwise its classes stay in memory.
     */
    default void stopping(InstalledPlugin plugin) {}

    /** The list of plugins or a status in it has changed. */
    default void listChanged() {}
}
