package org.liverystudio.editor.ui.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.liverystudio.editor.plugin.InstalledPlugin;

/** A window with every plugin that is installed. */
public final class PluginManagerWindow {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 520;

    private final PluginsModel model;
    private final Stage stage = new Stage();
    private final VBox cards = new VBox();
    private final ChangeListener<List<InstalledPlugin>> changed = (o, was, is) -> show(is);

    /**
     * @param chooseFile asks for a plugin's file
     */
    public PluginManagerWindow(
            Window owner,
            PluginsModel model,
            List<String> styleSheets,
            Function<Window, Optional<Path>> chooseFile) {
        this.model = model;
        cards.getStyleClass().add("plugin-cards");
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        BorderPane root = new BorderPane(scroll);
        root.setId("plugin-manager");
        root.getStyleClass().add("plugin-manager");
        root.setBottom(footer(chooseFile));
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().addAll(styleSheets);
        stage.initOwner(owner);
        stage.setTitle("Plugins");
        stage.setScene(scene);
        stage.setOnHidden(event -> model.pluginsProperty().removeListener(changed));
    }

    private HBox footer(Function<Window, Optional<Path>> chooseFile) {
        Label folder = new Label("Installed in " + model.folder());
        folder.getStyleClass().add("plugin-file");
        folder.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button install = new Button("Install from file…", new FontIcon(Material2AL.ADD));
        install.setId("plugin-install");
        install.getStyleClass().add("accent");
        install.setMinWidth(Region.USE_PREF_SIZE);
        install.disableProperty().bind(model.busyProperty());
        install.setOnAction(event -> chooseFile.apply(stage).ifPresent(model::install));
        HBox footer = new HBox(12, folder, gap, install);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("plugin-footer");
        return footer;
    }

    /** Shows the window, or brings it to the front. */
    public void show() {
        if (!stage.isShowing()) {
            model.pluginsProperty().addListener(changed);
            show(model.pluginsProperty().get());
        }
        stage.show();
        stage.toFront();
    }

    public void close() {
        stage.close();
    }

    public boolean isShowing() {
        return stage.isShowing();
    }

    private void show(List<InstalledPlugin> plugins) {
        cards.getChildren().clear();
        if (plugins.isEmpty()) {
            Label none = new Label("No plugin is installed yet.");
            none.setId("plugins-none");
            none.getStyleClass().add("hint");
            cards.getChildren().add(none);
        }
        plugins.forEach(plugin -> cards.getChildren().add(new PluginCard(plugin, model)));
    }
}
