package org.liverystudio.editor.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.stage.Window;
import org.liverystudio.editor.ui.document.OpenDocuments;
import org.liverystudio.editor.ui.document.RecentFiles;
import org.liverystudio.editor.ui.keys.KeyBinding;
import org.liverystudio.editor.ui.layers.LayerRoleMenu;
import org.liverystudio.editor.ui.layers.LayersPanel;
import org.liverystudio.editor.ui.tools.PluginTools;
import org.liverystudio.editor.ui.tools.ToolsModel;

/** The menu bar. */
final class EditorMenus {
    private final Commands commands;
    private final MenuBar bar = new MenuBar();
    private final Menu view = menu("_View", "menu-view");

    EditorMenus(Commands commands) {
        this.commands = commands;
        bar.setId("menu-bar");
    }

    MenuBar bar() {
        return bar;
    }

    static Menu menu(String text, String id, MenuItem... items) {
        Menu menu = new Menu(text, null, items);
        menu.setId(id);
        return menu;
    }

    static MenuItem item(String text, String id, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    void addFile(RecentFiles recent, Consumer<Path> open, Optional<Runnable> openSample) {
        Menu recentMenu = menu("Open _recent", "file-recent");
        InvalidationListener show = observable -> showRecent(recentMenu, recent, open);
        recent.files().addListener(show);
        show.invalidated(recent.files());
        List<MenuItem> items = new ArrayList<>();
        items.add(commands.item(KeyBinding.OPEN, "file-open"));
        items.add(recentMenu);
        openSample.ifPresent(
                action -> items.add(item("Open the sample car", "file-open-sample", action)));
        items.add(new SeparatorMenuItem());
        items.add(commands.item(KeyBinding.SAVE, "file-save"));
        items.add(commands.item(KeyBinding.SAVE_AS, "file-save-as"));
        items.add(commands.item(KeyBinding.EXPORT_PNG, "file-export-png"));
        items.add(new SeparatorMenuItem());
        items.add(commands.item(KeyBinding.CLOSE, "file-close"));
        items.add(commands.item(KeyBinding.QUIT, "file-quit"));
        bar.getMenus().add(menu("_File", "menu-file", items.toArray(MenuItem[]::new)));
    }

    private static void showRecent(Menu menu, RecentFiles recent, Consumer<Path> open) {
        menu.setDisable(recent.files().isEmpty());
        menu.getItems().clear();
        int number = 0;
        for (Path file : recent.files()) {
            MenuItem item = item(file.toString(), "file-recent-" + number, () -> open.accept(file));
            item.setMnemonicParsing(false);
            menu.getItems().add(item);
            number++;
        }
    }

    void addEdit(OpenDocuments documents) {
        bar.getMenus().add(new EditMenu(commands, documents));
    }

    void addSelect(OpenDocuments documents, Dialogs dialogs, Window owner) {
        bar.getMenus().add(new SelectMenu(commands, documents, dialogs, owner));
    }

    void addView(Theme current, Consumer<Theme> pick) {
        Menu themes = menu("_Theme", "view-theme");
        ToggleGroup group = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            RadioMenuItem item = new RadioMenuItem(theme.label());
            item.setId("view-theme-" + theme.key());
            item.setToggleGroup(group);
            item.setSelected(theme == current);
            item.setOnAction(event -> pick.accept(theme));
            themes.getItems().add(item);
        }
        view.getItems()
                .addAll(
                        commands.item(KeyBinding.ZOOM_IN, "view-zoom-in"),
                        commands.item(KeyBinding.ZOOM_OUT, "view-zoom-out"),
                        commands.item(KeyBinding.ZOOM_ACTUAL, "view-zoom-actual"),
                        commands.item(KeyBinding.ZOOM_FIT, "view-zoom-fit"),
                        new SeparatorMenuItem(),
                        themes,
                        new SeparatorMenuItem());
        bar.getMenus().add(view);
    }

    /** An entry of the View menu that shows or hides a panel. */
    CheckMenuItem addPanel(String text, String id) {
        CheckMenuItem item = new CheckMenuItem(text);
        item.setId(id);
        view.getItems().add(item);
        return item;
    }

    void removePanel(MenuItem item) {
        view.getItems().remove(item);
    }

    void addLayers(LayersPanel panel) {
        MenuItem group =
                item(
                        "New group",
                        "layer-menu-new-group",
                        () -> panel.model().ifPresent(layers -> layers.addGroup()));
        bar.getMenus()
                .add(
                        menu(
                                "_Layer",
                                "menu-layer",
                                commands.item(KeyBinding.NEW_LAYER, "layer-menu-new"),
                                group,
                                commands.item(KeyBinding.GROUP_LAYER, "layer-menu-group"),
                                commands.item(KeyBinding.DUPLICATE_LAYER, "layer-menu-duplicate"),
                                commands.item(KeyBinding.DELETE_LAYER, "layer-menu-delete"),
                                new SeparatorMenuItem(),
                                commands.item(KeyBinding.RAISE_LAYER, "layer-menu-raise"),
                                commands.item(KeyBinding.LOWER_LAYER, "layer-menu-lower"),
                                new SeparatorMenuItem(),
                                commands.item(KeyBinding.TOGGLE_VISIBLE, "layer-menu-toggle"),
                                commands.item(KeyBinding.LOCK_ALPHA, "layer-menu-lock-alpha"),
                                commands.item(KeyBinding.RENAME_LAYER, "layer-menu-rename"),
                                new LayerRoleMenu(panel)));
    }

    /** One menu for each tool of a plugin, between Layer and Plugins. */
    void addTools(PluginTools tools, ToolsModel model, Consumer<String> showPanel) {
        new PluginMenus(bar, tools, model, showPanel).follow();
    }

    void addPlugins(Runnable manage, Runnable install) {
        bar.getMenus()
                .add(
                        menu(
                                "_Plugins",
                                "menu-plugins",
                                item("Manage plugins…", "plugins-manage", manage),
                                item("Install from file…", "plugins-install", install)));
    }

    void addHelp(Runnable about) {
        bar.getMenus()
                .add(
                        menu(
                                "_Help",
                                "menu-help",
                                commands.item(KeyBinding.HELP, "help-shortcuts"),
                                item("About AI Livery", "help-about", about)));
    }
}
