package org.liverystudio.editor.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.ui.canvas.Checkerboard;
import org.liverystudio.editor.ui.document.DocumentFiles;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.document.RecentFiles;
import org.liverystudio.editor.ui.layers.LayersPanel;
import org.liverystudio.editor.ui.plugins.PluginManagerWindow;
import org.liverystudio.editor.ui.plugins.PluginsModel;
import org.liverystudio.editor.ui.tools.PluginTools;
import org.liverystudio.editor.ui.tools.Toolbox;
import org.liverystudio.editor.ui.tools.ToolsModel;
import org.liverystudio.host.Subscription;

/**
 * The editor's window: makes the parts and connects them. What the parts do is their own business.
 * JavaFX thread only.
 */
public final class EditorWindow implements AutoCloseable {
    private static final String PANEL_LAYERS = "layers";
    private static final Executor UI = UiThread.UI;

    private final Stage stage;
    private final EditorServices services;
    private final Dialogs dialogs;
    private final Optional<Path> sample;
    private final EditorSettings settings;
    private final OpenDocuments documents;
    private final RecentFiles recent;
    private final DocumentFiles files;
    private final DocumentActions actions;
    private final ToolsModel tools = new ToolsModel();
    private final PluginTools pluginTools;
    private final PluginsModel plugins;
    private final PluginManagerWindow pluginManager;
    private final TasksModel tasks;
    private final StatusBar statusBar;
    private final LayersPanel layers = new LayersPanel();
    private final HistoryPanel history = new HistoryPanel();
    private final CanvasArea canvasArea;
    private final Toasts toasts = new Toasts();
    private final EditorMenus menus;
    private final PluginPanels pluginPanels;
    private final DockLayout docks;
    private final TabPane layerDock;
    private final Subscription notices;
    private Optional<WindowPlacement> normalPlacement = Optional.empty();
    private Runnable onClosed = () -> {};

    /**
     * @param stage not yet shown
     * @param sample the template that "Open the sample car" opens, if there is one
     */
    public EditorWindow(
            Stage stage,
            EditorServices services,
            PluginHost pluginHost,
            Dialogs dialogs,
            Optional<Path> sample) {
        this.stage = stage;
        this.services = services;
        this.dialogs = dialogs;
        this.sample = sample;
        settings = new EditorSettings(services.settings().editor());
        documents = new OpenDocuments(services.workspace(), UI, services.notices()::error);
        recent = new RecentFiles(services.settings().editor());
        files =
                new DocumentFiles(
                        services.workspace(),
                        services.formats(),
                        services.tasks(),
                        services.notices(),
                        recent,
                        UI);
        actions =
                new DocumentActions(stage, dialogs, settings, services.formats(), documents, files);
        tasks = new TasksModel(services.tasks(), UI);
        statusBar = new StatusBar(tasks);
        pluginTools =
                new PluginTools(
                        pluginHost,
                        tools,
                        text -> UI.execute(() -> statusBar.showMessage(text)),
                        UI,
                        services.notices()::error);
        plugins = new PluginsModel(pluginHost, services.tasks(), services.notices(), UI);

        EditorCommands commands = commands();
        menus = new EditorMenus(commands.table());
        pluginPanels = new PluginPanels(pluginTools, settings, menus);
        canvasArea =
                new CanvasArea(
                        new DocumentTabs(documents, actions::close),
                        new StartPage(recent, actions::open, openSampleIfAny(), actions::open),
                        toasts,
                        tools);
        layerDock = layerDock();
        docks = new DockLayout(canvasArea, layerDock, pluginPanels);
        Scene scene = scene();
        stage.setScene(scene);
        pluginManager =
                new PluginManagerWindow(
                        stage,
                        plugins,
                        scene.getStylesheets(),
                        owner ->
                                dialogs.chooseOne(
                                        owner,
                                        "Install plugin",
                                        List.of("zip", "jar"),
                                        settings.lastFolder()));
        fillMenus();
        commands.table().install(scene);
        notices = services.notices().onNotice(notice -> UI.execute(() -> toasts.show(notice)));
        documents.activeProperty().addListener((observable, was, is) -> showDocument(is));
        showDocument(documents.active());
        setTheme(settings.theme());
        stage.addEventHandler(WindowEvent.WINDOW_CLOSE_REQUEST, this::closeRequested);
    }

    private EditorCommands commands() {
        EditorCommands commands = new EditorCommands(documents);
        commands.addFile(actions, this::quit);
        commands.addEdit();
        commands.addView();
        commands.addLayers(layers);
        commands.addTools(tools);
        commands.addHelp(() -> dialogs.shortcuts(stage));
        return commands;
    }

    private TabPane layerDock() {
        Tab layersTab = new Tab("Layers", layers);
        Tab historyTab = new Tab("History", history);
        historyTab.setId("tab-history");
        TabPane dock = new TabPane(layersTab, historyTab);
        dock.setId("layer-dock");
        dock.getStyleClass().addAll("dense", "dock");
        dock.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        dock.setPrefWidth(296);
        dock.setMinWidth(200);
        return dock;
    }

    private Scene scene() {
        pluginPanels.setPrefWidth(350);
        pluginPanels.setMinWidth(260);
        BorderPane frame = new BorderPane(docks);
        frame.setTop(menus.bar());
        frame.setLeft(new Toolbox(tools, pluginTools));
        frame.setBottom(statusBar);
        frame.setId("editor");
        frame.getStyleClass().add("editor");
        Scene scene = new Scene(frame);
        scene.getStylesheets().add(Theme.EDITOR_SHEET);
        frame.addEventHandler(DragEvent.DRAG_OVER, EditorWindow::filesOver);
        frame.addEventHandler(DragEvent.DRAG_DROPPED, this::filesDropped);
        return scene;
    }

    private void fillMenus() {
        menus.addFile(recent, actions::open, openSampleIfAny());
        menus.addEdit(documents);
        menus.addView(settings.theme(), this::setTheme);
        menus.addLayers(layers);
        menus.addTools(pluginTools, tools, pluginPanels::reveal);
        menus.addPlugins(
                pluginManager::show,
                () -> {
                    pluginManager.show();
                    dialogs.chooseOne(
                                    stage,
                                    "Install plugin",
                                    List.of("zip", "jar"),
                                    settings.lastFolder())
                            .ifPresent(plugins::install);
                });
        menus.addHelp(() -> dialogs.about(stage, services.versions().editor()));
        CheckMenuItem layersEntry = menus.addPanel("Layers", "view-panel-layers");
        layersEntry.setSelected(settings.isShown(PANEL_LAYERS));
        layersEntry.setOnAction(event -> showLayers(layersEntry.isSelected()));
        showLayers(layersEntry.isSelected());
        pluginPanels.follow(() -> docks.setShown(pluginPanels, pluginPanels.hasTabs()));
    }

    private void showLayers(boolean shown) {
        settings.setShown(PANEL_LAYERS, shown);
        docks.setShown(layerDock, shown);
    }

    private void setTheme(Theme theme) {
        theme.apply();
        settings.setTheme(theme);
        canvasArea
                .canvas()
                .setCheckerboard(theme == Theme.DARK ? Checkerboard.DARK : Checkerboard.LIGHT);
    }

    private void showDocument(Optional<DocumentModel> active) {
        canvasArea.show(active);
        layers.show(active);
        history.show(active);
        statusBar.show(active);
        stage.setTitle(
                active.map(open -> open.document().name() + " – AI Livery").orElse("AI Livery"));
    }

    private static void filesOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void filesDropped(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            actions.open(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.consume();
        }
        event.setDropCompleted(files);
    }

    /**
     * Shows the window.
     *
     * @param toOpen files to open; if there are none, the very first start opens the sample
     */
    public void show(List<Path> toOpen) {
        settings.window()
                .orElseGet(() -> WindowPlacement.onScreen(Screen.getPrimary().getVisualBounds()))
                .apply(stage);
        stage.maximizedProperty()
                .addListener(
                        (observable, was, is) -> {
                            if (is) {
                                normalPlacement = settings.window();
                            }
                        });
        stage.show();
        boolean first = settings.isFirstStart();
        if (!toOpen.isEmpty()) {
            actions.open(toOpen);
        } else if (first) {
            openSampleIfAny().ifPresent(Runnable::run);
        }
    }

    private Optional<Runnable> openSampleIfAny() {
        return sample.map(file -> () -> files.openCopy(file));
    }

    private void closeRequested(WindowEvent event) {
        event.consume();
        quit();
    }

    private void quit() {
        actions.closeAll()
                .thenAccept(
                        done -> {
                            if (done) {
                                close();
                            }
                        });
    }

    /** Calls the action once the window is gone. */
    public void setOnClosed(Runnable action) {
        onClosed = action;
    }

    /** Closes the window without asking about unsaved changes. */
    @Override
    public void close() {
        settings.setWindow(WindowPlacement.of(stage, normalPlacement));
        pluginManager.close();
        stage.close();
        notices.close();
        pluginTools.close();
        plugins.close();
        tasks.close();
        documents.close();
        layers.close();
        canvasArea.canvas().close();
        onClosed.run();
    }
}
