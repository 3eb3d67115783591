package org.liverystudio.editor.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import org.liverystudio.editor.ui.tools.PluginTool;
import org.liverystudio.editor.ui.tools.PluginTools;
import org.liverystudio.editor.ui.tools.ToolsModel;

/** Menus of plugin tools: each has one with its actions, for as long as its plugin runs. */
final class PluginMenus {
    private final MenuBar bar;
    private final PluginTools tools;
    private final ToolsModel model;
    private final Consumer<String> showPanel;
    private final int firstIndex;
    private final List<Menu> menus = new ArrayList<>();

    /**
     * @param bar the menus go behind those that it has now
     * @param showPanel brings the panel of the tool with this id to the front
     */
    PluginMenus(MenuBar bar, PluginTools tools, ToolsModel model, Consumer<String> showPanel) {
        this.bar = bar;
        this.tools = tools;
        this.model = model;
        this.showPanel = showPanel;
        this.firstIndex = bar.getMenus().size();
    }

    void follow() {
        tools.list().addListener((ListChangeListener<PluginTool>) change -> show());
        show();
    }

    private void show() {
        bar.getMenus().removeAll(menus);
        menus.clear();
        tools.list().forEach(tool -> menus.add(menu(tool)));
        bar.getMenus().addAll(firstIndex, menus);
    }

    private Menu menu(PluginTool tool) {
        Menu menu = EditorMenus.menu(tool.name(), "menu-" + tool.key());
        menu.setMnemonicParsing(false);
        if (tool.hasPanel() && tool.actions().isEmpty()) {
            MenuItem open = EditorMenus.item("Show panel", "show-" + tool.key(), () -> pick(tool));
            tool.shortcut()
                    .filter(shortcut -> !Commands.isTaken(shortcut))
                    .ifPresent(open::setAccelerator);
            menu.getItems().add(open);
        }
        tool.actions().forEach(action -> menu.getItems().add(item(tool, action)));
        return menu;
    }

    private MenuItem item(PluginTool tool, PluginTool.Action action) {
        String id = "action-" + action.id().replaceAll("[^A-Za-z0-9]+", "-");
        MenuItem item =
                EditorMenus.item(
                        action.label(),
                        id,
                        () -> {
                            pick(tool);
                            tool.run(action);
                        });
        action.shortcut()
                .filter(shortcut -> !Commands.isTaken(shortcut))
                .ifPresent(item::setAccelerator);
        return item;
    }

    private void pick(PluginTool tool) {
        model.pick(tool);
        showPanel.accept(tool.id());
    }
}
