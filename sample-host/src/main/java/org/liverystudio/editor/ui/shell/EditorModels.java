package org.liverystudio.editor.ui.shell;

import java.util.concurrent.Executor;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.ui.document.DocumentFiles;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.document.RecentFiles;
import org.liverystudio.editor.ui.paint.PaintInputs;
import org.liverystudio.editor.ui.paint.PaintModel;
import org.liverystudio.editor.ui.plugins.PluginsModel;
import org.liverystudio.editor.ui.tools.PluginTools;
import org.liverystudio.editor.ui.tools.ToolsModel;

/** The view models of one window. */
final class EditorModels implements AutoCloseable {
    final EditorSettings settings;
    final OpenDocuments documents;
    final RecentFiles recent;
    final DocumentFiles files;
    final TasksModel tasks;
    final ToolsModel tools = new ToolsModel();
    final PaintModel paint;
    final PaintInputs paintInputs;
    final PluginTools pluginTools;
    final PluginsModel plugins;

    /** The line of a tool in the status bar. */
    final StringProperty statusMessage = new SimpleStringProperty("");

    /**
     * @param ui runs tasks on the thread of the user interface
     */
    EditorModels(EditorServices services, PluginHost plugins, Executor ui) {
        settings = new EditorSettings(services.settings().editor());
        documents = new OpenDocuments(services.workspace(), ui, services.notices()::error);
        paint = new PaintModel(services.settings().editor());
        paintInputs = new PaintInputs(documents::active, paint, statusMessage::set);
        recent = new RecentFiles(services.settings().editor());
        files =
                new DocumentFiles(
                        services.workspace(),
                        services.formats(),
                        services.tasks(),
                        services.notices(),
                        recent,
                        ui);
        tasks = new TasksModel(services.tasks(), ui);
        pluginTools =
                new PluginTools(
                        plugins,
                        tools,
                        text -> ui.execute(() -> statusMessage.set(text)),
                        ui,
                        services.notices()::error);
        this.plugins = new PluginsModel(plugins, services.tasks(), services.notices(), ui);
    }

    /** Stops listening to documents, tasks and plugins. */
    @Override
    public void close() {
        pluginTools.close();
        plugins.close();
        tasks.close();
        documents.close();
    }
}
