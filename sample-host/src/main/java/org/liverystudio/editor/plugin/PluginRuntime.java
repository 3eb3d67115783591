package org.liverystudio.editor.plugin;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which plugins there are and which of them run. Starting and stopping belong to one thread at a
 * time, {@link PluginHost} sees to that; reading is free.
 */
final class PluginRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRuntime.class);

    private final IsolatingPluginManager manager;
    private final PluginChecks checks;
    private final PluginUnpacker unpacker;
    private final Collection<Class<?>> extensionTypes;
    private final EditorServices services;

    private final Map<String, InstalledPlugin> installed = new ConcurrentSkipListMap<>();
    private final Map<String, RunningPlugin> running = new LinkedHashMap<>();
    private final List<PluginListener> listeners = new CopyOnWriteArrayList<>();
    private volatile List<RunningPlugin> runningNow = List.of();

    PluginRuntime(
            PluginFolder folder, EditorServices services, Collection<Class<?>> extensionTypes) {
        String hostVersion = services.versions().hostApi();
        this.services = services;
        this.manager = new IsolatingPluginManager(folder.root(), hostVersion);
        this.checks = new PluginChecks(manager.getVersionManager(), hostVersion);
        this.unpacker = new PluginUnpacker(folder, services.notices());
        this.extensionTypes = List.copyOf(extensionTypes);
    }

    List<InstalledPlugin> installed() {
        return List.copyOf(installed.values());
    }

    List<RunningPlugin> running() {
        return runningNow;
    }

    boolean isRunning(String id) {
        return running.containsKey(id);
    }

    /**
     * @throws LiveryException if there is no such plugin
     */
    InstalledPlugin known(String id) {
        InstalledPlugin plugin = installed.get(id);
        if (plugin == null) {
            throw new LiveryException(
                    "No plugin %s is installed; there are: %s."
                            .formatted(id, String.join(", ", installed.keySet())),
                    "Choose one of them.");
        }
        return plugin;
    }

    Subscription listen(PluginListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void list(InstalledPlugin plugin) {
        installed.put(plugin.id(), plugin);
        tell(PluginListener::listChanged);
    }

    void forget(String id) {
        installed.remove(id);
        tell(PluginListener::listChanged);
    }

    /** Starts plugins, each after those that it needs; lists those that fail with the reason. */
    void start(Collection<PluginFile> plugins) {
        PluginDependencies.inOrder(plugins, running.keySet(), this::start)
                .forEach(this::listFailed);
    }

    private void start(PluginFile plugin) {
        try {
            checks.requireHostVersion(plugin);
            Path location = unpacker.locationOf(plugin);
            PluginChecks.requireNoHostApi(plugin, location);
            keep(RunningPlugin.start(manager, plugin, location, extensionTypes, services));
            list(plugin.with(new PluginStatus.Running()));
            tell(listener -> listener.started(installed.get(plugin.id())));
        } catch (LiveryException e) {
            listFailed(plugin, e);
        } catch (Exception | LinkageError e) { // a plugin must not keep the editor from starting
            listFailed(plugin, new PluginCalls(plugin.title(), null).failure("loading", e));
        }
    }

    private void keep(RunningPlugin plugin) {
        running.put(plugin.file().id(), plugin);
        runningNow = List.copyOf(running.values());
    }

    private void listFailed(PluginFile plugin, LiveryException reason) {
        LOG.warn("{}", reason.getMessage(), reason);
        list(plugin.with(new PluginStatus.Failed(reason)));
    }

    /** Stops a plugin and those that need it, if they run; the caller lists its new status. */
    void stop(String id) {
        RunningPlugin plugin = running.get(id);
        if (plugin == null) {
            return;
        }
        for (RunningPlugin other : runningNow) {
            if (PluginDependencies.needs(other.file(), id)) {
                stop(other.file().id());
                listFailed(other.file(), PluginDependencies.missing(other.file(), id));
            }
        }
        tell(listener -> listener.stopping(installed.get(id)));
        running.remove(id);
        runningNow = List.copyOf(running.values());
        plugin.stop();
    }

    /** Stops all, the last started first. */
    void stopAll() {
        List.copyOf(running.keySet()).reversed().forEach(this::stop);
    }

    private void tell(Consumer<PluginListener> event) {
        listeners.forEach(event);
    }
}
