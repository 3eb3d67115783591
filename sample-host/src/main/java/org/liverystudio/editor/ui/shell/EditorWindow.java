package org.liverystudio.editor.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.liverystudio.editor.app.EditorServices;
import org.liverystudio.editor.plugin.PluginHost;
import org.liverystudio.editor.ui.document.DocumentModel;
import org.liverystudio.editor.ui.paint.ColourDialog;
import org.liverystudio.editor.ui.paint.ColourSwatches;
import org.liverystudio.editor.ui.paint.OptionsBar;
import org.liverystudio.editor.ui.plugins.PluginManagerWindow;
import org.liverystudio.editor.ui.tools.Toolbox;
import org.liverystudio.host.Subscription;

/**
 * The editor's window: makes the parts and connects them. What the parts do is their own business.
 * JavaFX thread only.
 */
public final class EditorWindow implements AutoCloseable {
    private static final String PANEL_LAYERS = "layers";

    private final Stage stage;
    private final EditorServices services;
    private final Dialogs dialogs;
    private final Optional<Path> sample;
    private final EditorModels models;
    private final DocumentActions actions;
    private final EditorMenus menus;
    private final Toasts toasts = new Toasts();
    private final OptionsBar options;
    private final ColourDialog colours;
    private final StatusBar statusBar;
    private final CanvasArea canvasArea;
    private final LayerDock layerDock = new LayerDock();
    private final PluginPanels pluginPanels;
    private final DockLayout docks;
    private final PluginManagerWindow pluginManager;
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
            PluginHost plugins,
            Dialogs dialogs,
            Optional<Path> sample) {
        this.stage = stage;
        this.services = services;
        this.dialogs = dialogs;
        this.sample = sample;
        models = new EditorModels(services, plugins, UiThread.UI);
        options = new OptionsBar(models.paint);
        colours = new ColourDialog(stage, Theme.EDITOR_SHEET);
        actions = new DocumentActions(stage, dialogs, services.formats(), models);
        Commands commands = commands();
        menus = new EditorMenus(commands);
        statusBar = new StatusBar(models.tasks, models.statusMessage);
        canvasArea =
                new CanvasArea(
                        new DocumentTabs(models.documents, actions::close),
                        new StartPage(
                                models.recent, actions::open, openSampleIfAny(), actions::open),
                        toasts,
                        models.tools,
                        models.paintInputs);
        pluginPanels = new PluginPanels(models.pluginTools, models.settings, menus);
        docks = new DockLayout(canvasArea, layerDock, pluginPanels);
        Scene scene = new Scene(frame());
        scene.getStylesheets().add(Theme.EDITOR_SHEET);
        stage.setScene(scene);
        stage.getIcons().add(AppIcon.image());
        pluginManager =
                new PluginManagerWindow(
                        stage, models.plugins, scene.getStylesheets(), this::choosePlugin);
        fillMenus();
        commands.install(scene);
        FileDrop.install(scene.getRoot(), actions::open);
        notices =
                services.notices()
                        .onNotice(notice -> UiThread.UI.execute(() -> toasts.show(notice)));
        models.documents.activeProperty().addListener((o, was, is) -> showDocument(is));
        showDocument(models.documents.active());
        setTheme(models.settings.theme());
        stage.addEventHandler(WindowEvent.WINDOW_CLOSE_REQUEST, this::closeRequested);
    }

    private Commands commands() {
        EditorCommands commands = new EditorCommands(models.documents);
        commands.addFile(actions, this::quit);
        commands.addEdit();
        commands.addSelect();
        commands.addView();
        commands.addLayers(layerDock.layers());
        commands.addTools(models.tools);
        commands.addPaint(models.paint, models.tools, () -> canvasArea.showPointer());
        commands.addHelp(() -> dialogs.shortcuts(stage));
        return commands.table();
    }

    private BorderPane frame() {
        BorderPane frame = new BorderPane(docks);
        frame.setId("editor");
        frame.getStyleClass().add("editor");
        frame.setTop(new VBox(menus.bar(), options));
        frame.setBottom(statusBar);
        frame.setLeft(
                new Toolbox(
                        models.tools,
                        models.pluginTools,
                        new ColourSwatches(models.paint, colours::choose)));
        models.tools.activeProperty().addListener(observable -> showTool());
        showTool();
        return frame;
    }

    private void showTool() {
        options.show(models.tools.canvasTool(), models.tools.activeName());
        canvasArea.showPointer();
    }

    private void fillMenus() {
        menus.addFile(models.recent, actions::open, openSampleIfAny());
        menus.addEdit(models.documents);
        menus.addSelect(models.documents, dialogs, stage);
        menus.addView(models.settings.theme(), this::setTheme);
        menus.addLayers(layerDock.layers());
        menus.addTools(models.pluginTools, models.tools, pluginPanels::reveal);
        menus.addPlugins(pluginManager::show, this::installPlugin);
        menus.addHelp(() -> dialogs.about(stage, services.versions().editor()));
        CheckMenuItem layersEntry = menus.addPanel("Layers", "view-panel-layers");
        layersEntry.setSelected(models.settings.isShown(PANEL_LAYERS));
        layersEntry.setOnAction(event -> showLayers(layersEntry.isSelected()));
        showLayers(layersEntry.isSelected());
        pluginPanels.follow(() -> docks.setShown(pluginPanels, pluginPanels.hasTabs()));
    }

    private void installPlugin() {
        pluginManager.show();
        choosePlugin(stage).ifPresent(models.plugins::install);
    }

    private Optional<Path> choosePlugin(Window owner) {
        return dialogs.chooseOne(
                owner, "Install plugin", List.of("zip", "jar"), models.settings.lastFolder());
    }

    private void showLayers(boolean shown) {
        models.settings.setShown(PANEL_LAYERS, shown);
        docks.setShown(layerDock, shown);
    }

    private void setTheme(Theme theme) {
        theme.apply();
        models.settings.setTheme(theme);
        canvasArea.canvas().setCheckerboard(theme.checkerboard());
    }

    private void showDocument(Optional<DocumentModel> active) {
        canvasArea.show(active);
        layerDock.show(active);
        statusBar.show(active);
        stage.titleProperty().unbind();
        active.ifPresentOrElse(
                open -> stage.titleProperty().bind(open.titleProperty().concat(" – AI Livery")),
                () -> stage.setTitle("AI Livery"));
    }

    /**
     * Shows the window.
     *
     * @param toOpen files to open; if there are none, the very first start opens the sample
     */
    public void show(List<Path> toOpen) {
        models.settings
                .window()
                .orElseGet(() -> WindowPlacement.onScreen(Screen.getPrimary().getVisualBounds()))
                .apply(stage);
        stage.maximizedProperty()
                .addListener(
                        (observable, was, is) -> {
                            if (is) {
                                normalPlacement = models.settings.window();
                            }
                        });
        stage.show();
        boolean first = models.settings.isFirstStart();
        if (!toOpen.isEmpty()) {
            actions.open(toOpen);
        } else if (first) {
            openSampleIfAny().ifPresent(Runnable::run);
        }
    }

    private Optional<Runnable> openSampleIfAny() {
        return sample.map(file -> () -> models.files.openCopy(file));
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
        models.settings.setWindow(WindowPlacement.of(stage, normalPlacement));
        pluginManager.close();
        colours.close();
        stage.close();
        notices.close();
        models.close();
        layerDock.close();
        canvasArea.canvas().close();
        onClosed.run();
    }
}
