package org.liverystudio.editor.ui.tools;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.editor.plugin.InstalledPlugin;
import org.liverystudio.editor.plugin.PluginExtension;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.plugin.PluginListener;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.PaintTool;
import org.liverystudio.host.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of the plugins that run now. Plugins start and stop on other threads; the list changes
 * on the thread of the user interface only.
 */
public final class PluginTools implements PluginListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginTools.class);

    /** A window that is this busy will let go of the plugin a little later. */
    private static final int SECONDS_TO_LET_GO = 5;

    private final PluginHost host;
    private final ToolsModel tools;
    private final Consumer<String> status;
    private final Executor ui;
    private final Consumer<LiveryException> problems;
    private final ObservableList<PluginTool> list = FXCollections.observableArrayList();
    // kept: a read-only list is held weakly by the list it mirrors, and its listeners with it
    private final ObservableList<PluginTool> readOnlyList =
            FXCollections.unmodifiableObservableList(list);
    private final Subscription subscription;

    /**
     * @param status shows a line of a tool in the status bar
     * @param ui runs tasks on the thread of the user interface
     * @param problems told when a tool fails
     */
    public PluginTools(
            PluginHost host,
            ToolsModel tools,
            Consumer<String> status,
            Executor ui,
            Consumer<LiveryException> problems) {
        this.host = host;
        this.tools = tools;
        this.status = status;
        this.ui = ui;
        this.problems = problems;
        subscription = host.listen(this);
    }

    /** Tools in the order in which their plugins started; read-only. */
    public ObservableList<PluginTool> list() {
        return readOnlyList;
    }

    public Optional<PluginTool> withId(String id) {
        return list.stream().filter(tool -> tool.id().equals(id)).findFirst();
    }

    @Override
    public void started(InstalledPlugin plugin) {
        ui.execute(() -> addToolsOf(plugin.id()));
    }

    private void addToolsOf(String pluginId) {
        for (PluginExtension<PaintTool> extension : host.extensions(PaintTool.class)) {
            if (extension.pluginId().equals(pluginId)) {
                add(extension);
            }
        }
    }

    private void add(PluginExtension<PaintTool> extension) {
        try {
            list.add(new PluginTool(extension, extension.toolContext(status), problems));
        } catch (LiveryException problem) {
            problems.accept(problem);
        }
    }

    @Override
    public void stopping(InstalledPlugin plugin) {
        if (Platform.isFxApplicationThread()) {
            removeToolsOf(plugin.id());
            return;
        }
        CountDownLatch gone = new CountDownLatch(1);
        ui.execute(
                () -> {
                    removeToolsOf(plugin.id());
                    gone.countDown();
                });
        try {
            if (!gone.await(SECONDS_TO_LET_GO, TimeUnit.SECONDS)) {
                LOG.warn("The window is busy and still holds tools of {}", plugin.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeToolsOf(String pluginId) {
        list.stream()
                .filter(tool -> tool.pluginId().equals(pluginId))
                .toList()
                .forEach(
                        tool -> {
                            tools.leave(tool);
                            list.remove(tool);
                        });
    }

    @Override
    public void close() {
        subscription.close();
    }
}
