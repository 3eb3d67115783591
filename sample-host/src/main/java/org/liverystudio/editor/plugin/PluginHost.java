package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of this editor: finds, starts, stops, installs and removes them.
 *
 * <p>A plugin that fails is named with its reason in {@link #plugins()}, and the editor goes on.
 * Methods that change something may run a plugin's code and copy files, so they are not for a
 * screen's thread; the reading ones never wait.
 */
public final class PluginHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final PluginFolder folder;
    private final DisabledPlugins disabled;
    private final PluginRuntime runtime;
    private final PluginFileReader reader = new PluginFileReader();

    /**
     * @param folder where plugins lie; may be missing
     * @param services what plugins may use; its settings remember which of them are switched off
     * @param extensionTypes the extension points that this front of the editor uses
     */
    public PluginHost(Path folder, EditorServices services, Collection<Class<?>> extensionTypes) {
        // Otherwise the JDK keeps plugin jars open, and Windows then cannot delete them.
        URLConnection.setDefaultUseCaches("jar", false);
        this.folder = new PluginFolder(folder);
        this.disabled = new DisabledPlugins(services.settings().editor());
        this.runtime = new PluginRuntime(this.folder, services, extensionTypes);
    }

    /** Starts every plugin that is not switched off. */
    public synchronized StartReport start() {
        sweep();
        PluginScan scan = PluginScan.of(folder, reader);
        scan.unusable().forEach(this::listUnusable);
        List<PluginFile> wanted = new ArrayList<>();
        for (PluginFile plugin : scan.plugins().values()) {
            if (disabled.contains(plugin.id())) {
                runtime.list(plugin.with(new PluginStatus.Disabled()));
            } else {
                wanted.add(plugin);
            }
        }
        runtime.start(wanted);
        return report();
    }

    private void sweep() {
        try {
            folder.sweep();
        } catch (IOException e) { // left-overs cost room only
            LOG.warn("Left-overs in {} cannot be deleted", folder.root(), e);
        }
    }

    private void listUnusable(Path file, LiveryException reason) {
        LOG.warn("{}", reason.getMessage(), reason);
        PluginStatus failed = new PluginStatus.Failed(reason);
        runtime.list(new InstalledPlugin(file.getFileName().toString(), "", "", "", file, failed));
    }

    private StartReport report() {
        List<String> started = new ArrayList<>();
        Map<String, LiveryException> problems = new TreeMap<>();
        for (InstalledPlugin plugin : runtime.installed()) {
            switch (plugin.status()) {
                case PluginStatus.Running() -> started.add(plugin.id());
                case PluginStatus.Failed(LiveryException why) -> problems.put(plugin.id(), why);
                case PluginStatus.Disabled(), PluginStatus.RemovedAtNextStart() -> {}
            }
        }
        return new StartReport(started, problems);
    }

    /** Every plugin in the folder, by id. */
    public List<InstalledPlugin> plugins() {
        return runtime.installed();
    }

    /** The folder that plugins are installed into. */
    public Path folder() {
        return folder.root();
    }

    /** Extensions of running plugins. */
    public <T> List<PluginExtension<T>> extensions(Class<T> type) {
        List<PluginExtension<T>> found = new ArrayList<>();
        for (RunningPlugin plugin : runtime.running()) {
            for (Object extension : plugin.extensions()) {
                if (type.isInstance(extension)) {
                    found.add(new PluginExtension<>(plugin, type.cast(extension)));
                }
            }
        }
        return found;
    }

    /** Tells the listener of plugins that come and go from now on. */
    public Subscription listen(PluginListener listener) {
        return runtime.listen(listener);
    }

    /**
     * Copies a plugin into the folder and starts it; another version of it is replaced. If it
     * cannot be started, everything stays as it was.
     *
     * @throws LiveryException if the file is no plugin, or fails
     */
    public synchronized InstalledPlugin install(Path file) {
        PluginFile plugin = new PluginInstaller(folder, reader, runtime).install(file);
        disabled.remove(plugin.id());
        return runtime.known(plugin.id());
    }

    /**
     * Stops a plugin and deletes its files, at the next start if they are in use.
     *
     * @throws LiveryException if it is a folder under development, or the folder is read-only
     */
    public synchronized void remove(String id) {
        InstalledPlugin plugin = runtime.known(id);
        if (Files.isDirectory(plugin.file())) {
            throw new LiveryException(
                    "%s is the folder of a plugin under development.".formatted(plugin.file()),
                    "Switch the plugin off, or delete the folder yourself.");
        }
        runtime.stop(id);
        if (folder.change(() -> folder.delete(PluginInstaller.filesOf(plugin.file())))) {
            runtime.forget(id);
        } else {
            runtime.list(plugin.with(new PluginStatus.RemovedAtNextStart()));
        }
        disabled.remove(id);
    }

    /**
     * Switches a plugin on, now and for later starts; one that failed is tried again.
     *
     * @throws LiveryException if it cannot be started
     */
    public synchronized void enable(String id) {
        InstalledPlugin plugin = runtime.known(id);
        disabled.remove(id);
        if (!runtime.isRunning(id)) {
            runtime.start(List.of(reader.read(plugin.file())));
            PluginInstaller.throwIfFailed(runtime.known(id));
        }
    }

    /** Stops a plugin and leaves it off at later starts. */
    public synchronized void disable(String id) {
        InstalledPlugin plugin = runtime.known(id);
        disabled.add(id);
        runtime.stop(id);
        runtime.list(plugin.with(new PluginStatus.Disabled()));
    }

    /** Stops every plugin, the last started first. */
    @Override
    public synchronized void close() {
        runtime.stopAll();
    }
}
