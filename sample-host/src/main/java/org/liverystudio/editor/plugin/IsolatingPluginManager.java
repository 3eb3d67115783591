package org.liverystudio.editor.plugin;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/**
 * PF4J set up for this editor: every plugin isolated, nothing found or unpacked on its own.
 *
 * <p>{@link PluginHost} says what to load, so that every failure has a name and words.
 */
final class IsolatingPluginManager extends DefaultPluginManager {
    IsolatingPluginManager(Path folder, String hostVersion) {
        super(List.of(folder));
        setSystemVersion(hostVersion); // without it PF4J ignores what plugins require
    }

    /**
     * Gives a plugin its class loader; none of its code runs yet.
     *
     * @param location jar or unpacked folder
     */
    PluginWrapper load(PluginFile plugin, Path location) {
        PluginWrapper wrapper = getPlugin(loadOrForget(plugin.id(), location));
        wrapper.setPluginFactory(new NamingPluginFactory(plugin.title()));
        return wrapper;
    }

    /** PF4J keeps a plugin whose dependencies do not fit, and then fails for all others too. */
    private String loadOrForget(String id, Path location) {
        try {
            return loadPlugin(location);
        } catch (RuntimeException e) {
            unloadPlugin(id, false, true);
            throw e;
        }
    }

    /** Stops and unloads without calling the plugin again if it failed to stop. */
    void unload(PluginWrapper plugin) {
        if (plugin.getPluginState().isStarted()) {
            plugin.setPluginState(PluginState.FAILED);
            startedPlugins.remove(plugin);
        }
        unloadPlugin(plugin.getPluginId());
    }

    @Override
    protected PluginLoader createPluginLoader() {
        ClassLoader editor = IsolatingPluginManager.class.getClassLoader();
        return new IsolatedPluginLoader(this, new HostApiClassLoader(editor));
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PluginFileReader();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path pluginPath) {
                return false;
            }
        };
    }

    /** Disabled plugins are not even loaded, so PF4J need not know of them. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String pluginId) {
                return false;
            }

            @Override
            public void disablePlugin(String pluginId) {
                throw new UnsupportedOperationException("PluginHost disables plugins");
            }

            @Override
            public void enablePlugin(String pluginId) {
                throw new UnsupportedOperationException("PluginHost enables plugins");
            }
        };
    }
}
