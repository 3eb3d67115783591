package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.liverystudio.editor.app.EditorServices;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin between its start and its stop: class loader, extensions, and all that it holds. */
final class RunningPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(RunningPlugin.class);

    private final IsolatingPluginManager manager;
    private final PluginFile file;
    private final PluginWrapper wrapper;
    private final PluginCalls calls;
    private final PluginScope scope;
    private List<Object> extensions = List.of();

    private RunningPlugin(
            IsolatingPluginManager manager,
            PluginFile file,
            PluginWrapper wrapper,
            EditorServices services) {
        this.manager = manager;
        this.file = file;
        this.wrapper = wrapper;
        this.calls = new PluginCalls(file.title(), wrapper.getPluginClassLoader());
        this.scope = new PluginScope(file.id(), calls, services);
    }

    /**
     * Loads and starts a plugin and makes its extensions; a plugin that fails is unloaded again.
     *
     * @param location jar or unpacked folder
     * @param extensionTypes which extensions to make
     * @param services what the plugin may use through its contexts
     */
    static RunningPlugin start(
            IsolatingPluginManager manager,
            PluginFile file,
            Path location,
            Collection<Class<?>> extensionTypes,
            EditorServices services) {
        RunningPlugin plugin =
                new RunningPlugin(manager, file, manager.load(file, location), services);
        try {
            plugin.start(extensionTypes);
            return plugin;
        } catch (RuntimeException e) {
            plugin.stop();
            throw e;
        }
    }

    private void start(Collection<Class<?>> extensionTypes) {
        calls.run("starting", () -> manager.startPlugin(file.id()));
        if (!wrapper.getPluginState().isStarted()) {
            // PF4J catches what start() throws and keeps it
            throw calls.failure("starting", wrapper.getFailedException());
        }
        extensions =
                calls.call(
                        "making its tools",
                        () -> {
                            try {
                                return ExtensionLoader.create(
                                        (URLClassLoader) wrapper.getPluginClassLoader(),
                                        extensionTypes);
                            } catch (IOException | ReflectiveOperationException e) {
                                throw calls.failure("making its tools", e);
                            }
                        });
    }

    /** Stops and unloads; a plugin that fails to stop is unloaded all the same. */
    void stop() {
        extensions = List.of();
        try {
            calls.run("stopping", () -> manager.stopPlugin(file.id()));
        } catch (RuntimeException e) {
            LOG.warn("{}", e.getMessage(), e);
        }
        scope.close();
        manager.unload(wrapper);
    }

    PluginFile file() {
        return file;
    }

    PluginCalls calls() {
        return calls;
    }

    PluginScope scope() {
        return scope;
    }

    List<Object> extensions() {
        return extensions;
    }
}
