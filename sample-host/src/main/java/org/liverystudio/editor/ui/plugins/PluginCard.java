package org.liverystudio.editor.ui.plugins;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.liverystudio.editor.plugin.InstalledPlugin;
import org.liverystudio.editor.plugin.PluginStatus;
import org.liverystudio.host.LiveryException;

/** One plugin in the list of the plugin manager. */
final class PluginCard extends VBox {
    PluginCard(InstalledPlugin plugin, PluginsModel model) {
        setId("plugin-" + plugin.id());
        getStyleClass().add("plugin-card");
        getChildren().add(header(plugin, model));
        if (!plugin.description().isEmpty()) {
            getChildren().add(wrapped(plugin.description(), "plugin-description"));
        }
        if (plugin.status() instanceof PluginStatus.Failed(LiveryException reason)) {
            getChildren().add(wrapped(reason.getMessage(), "plugin-problem"));
            if (!reason.advice().isEmpty()) {
                getChildren().add(wrapped(reason.advice(), "plugin-advice"));
            }
        }
        getChildren().add(wrapped(plugin.file().toString(), "plugin-file"));
    }

    private static HBox header(InstalledPlugin plugin, PluginsModel model) {
        Label name = new Label(plugin.id());
        name.getStyleClass().add("plugin-name");
        name.setMinWidth(60);
        Label version = new Label(versionAndProvider(plugin));
        version.getStyleClass().add("plugin-version");
        Label state = new Label(word(plugin.status()));
        state.setId("plugin-state-" + plugin.id());
        state.getStyleClass().addAll("plugin-state", style(plugin.status()));
        state.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(8, name, version, state, gap);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().addAll(buttons(plugin, model));
        return row;
    }

    private static String versionAndProvider(InstalledPlugin plugin) {
        return plugin.provider().isEmpty()
                ? plugin.version()
                : plugin.version() + " · " + plugin.provider();
    }

    private static List<Button> buttons(InstalledPlugin plugin, PluginsModel model) {
        String id = plugin.id();
        Button remove = button("plugin-remove-" + id, "Remove", model, () -> model.remove(plugin));
        Runnable enable = () -> model.enable(plugin);
        return switch (plugin.status()) {
            case PluginStatus.Running() ->
                    List.of(
                            button(
                                    "plugin-disable-" + id,
                                    "Disable",
                                    model,
                                    () -> model.disable(plugin)),
                            remove);
            case PluginStatus.Disabled() ->
                    List.of(button("plugin-enable-" + id, "Enable", model, enable), remove);
            case PluginStatus.Failed failed ->
                    List.of(button("plugin-enable-" + id, "Try again", model, enable), remove);
            case PluginStatus.RemovedAtNextStart() -> List.of();
        };
    }

    private static Button button(String id, String text, PluginsModel model, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.busyProperty());
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    static String word(PluginStatus status) {
        return switch (status) {
            case PluginStatus.Running() -> "running";
            case PluginStatus.Disabled() -> "disabled";
            case PluginStatus.Failed failed -> "failed";
            case PluginStatus.RemovedAtNextStart() -> "removed at next start";
        };
    }

    private static String style(PluginStatus status) {
        return switch (status) {
            case PluginStatus.Running() -> "success";
            case PluginStatus.Disabled(), PluginStatus.RemovedAtNextStart() -> "muted";
            case PluginStatus.Failed failed -> "danger";
        };
    }
}
