package org.liverystudio.editor.ui.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.liverystudio.editor.app.Notices;
import org.liverystudio.editor.plugin.InstalledPlugin;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.plugin.PluginListener;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;
import org.liverystudio.host.Tasks;

/** What the plugin manager shows and does. Plugin code and copying run as tasks. */
public final class PluginsModel implements AutoCloseable {
    private final PluginHost host;
    private final Tasks tasks;
    private final Notices notices;
    private final Executor ui;
    private final ReadOnlyObjectWrapper<List<InstalledPlugin>> plugins;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final Subscription subscription;

    /**
     * @param ui runs tasks on the thread of the user interface
     */
    public PluginsModel(PluginHost host, Tasks tasks, Notices notices, Executor ui) {
        this.host = host;
        this.tasks = tasks;
        this.notices = notices;
        this.ui = ui;
        plugins = new ReadOnlyObjectWrapper<>(host.plugins());
        subscription =
                host.listen(
                        new PluginListener() {
                            @Override
                            public void listChanged() {
                                ui.execute(PluginsModel.this::refresh);
                            }
                        });
    }

    private void refresh() {
        plugins.set(host.plugins());
    }

    public ReadOnlyObjectProperty<List<InstalledPlugin>> pluginsProperty() {
        return plugins.getReadOnlyProperty();
    }

    /** Whether something is being installed, removed or switched. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public Path folder() {
        return host.folder();
    }

    public void install(Path file) {
        act(
                "Install " + file.getFileName(),
                () -> {
                    InstalledPlugin plugin = host.install(file);
                    notices.info(
                            "%s %s is installed and runs."
                                    .formatted(plugin.id(), plugin.version()));
                });
    }

    public void remove(InstalledPlugin plugin) {
        act("Remove " + plugin.id(), () -> host.remove(plugin.id()));
    }

    public void enable(InstalledPlugin plugin) {
        act("Start " + plugin.id(), () -> host.enable(plugin.id()));
    }

    public void disable(InstalledPlugin plugin) {
        act("Stop " + plugin.id(), () -> host.disable(plugin.id()));
    }

    private void act(String title, Runnable work) {
        busy.set(true);
        tasks.start(
                        title,
                        progress -> {
                            work.run();
                            return null;
                        })
                .result()
                .whenComplete((done, failure) -> ui.execute(() -> ended(title, failure)));
    }

    private void ended(String title, Throwable failure) {
        busy.set(false);
        refresh();
        switch (failure) {
            case null -> {}
            case CancellationException cancelled -> {}
            case LiveryException problem -> notices.error(problem);
            default ->
                    notices.error(
                            new LiveryException(
                                    title + " failed: " + failure + ".",
                                    "The log has the details.",
                                    failure));
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
