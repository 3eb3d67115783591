package org.liverystudio.editor.ui.shell;

import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.liverystudio.editor.ui.tools.PluginTool;
import org.liverystudio.editor.ui.tools.PluginTools;

/**
 * Panels of plugin tools: a tab for each, and an entry in the View menu that shows or hides it. A
 * plugin that stops takes its panel along, and nothing here holds on to it.
 */
final class PluginPanels extends TabPane {
    private final PluginTools tools;
    private final EditorSettings settings;
    private final EditorMenus menus;
    private final Map<String, Tab> tabs = new HashMap<>();
    private final Map<String, CheckMenuItem> entries = new HashMap<>();
    private Runnable shownChanged = () -> {};

    PluginPanels(PluginTools tools, EditorSettings settings, EditorMenus menus) {
        this.tools = tools;
        this.settings = settings;
        this.menus = menus;
        setId("plugin-panels");
        getStyleClass().addAll("dense", "dock");
        setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
        setPrefWidth(350);
        setMinWidth(260);
    }

    /**
     * Starts to follow the tools that come and go.
     *
     * @param onShownChanged called when {@link #hasTabs} may have changed
     */
    void follow(Runnable onShownChanged) {
        shownChanged = onShownChanged;
        tools.list().addListener((ListChangeListener<PluginTool>) this::changed);
        tools.list().forEach(this::add);
        shownChanged.run();
    }

    private void changed(ListChangeListener.Change<? extends PluginTool> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::remove);
            change.getAddedSubList().forEach(this::add);
        }
        shownChanged.run();
    }

    private void add(PluginTool tool) {
        tool.panel()
                .ifPresent(
                        panel -> {
                            tabs.put(tool.id(), tab(tool, panel));
                            CheckMenuItem entry =
                                    menus.addPanel(tool.name(), "view-panel-" + tool.key());
                            entry.setOnAction(event -> setShown(tool.id(), entry.isSelected()));
                            entries.put(tool.id(), entry);
                            setShown(tool.id(), settings.isShown(tool.id()));
                        });
    }

    private Tab tab(PluginTool tool, Node panel) {
        ScrollPane scroll = new ScrollPane(panel);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "plugin-panel");
        Tab tab = new Tab(tool.name(), scroll);
        tab.setId("panel-" + tool.key());
        tab.setOnClosed(event -> setShown(tool.id(), false));
        return tab;
    }

    private void remove(PluginTool tool) {
        Tab tab = tabs.remove(tool.id());
        if (tab != null) {
            getTabs().remove(tab);
            tab.setContent(null);
            menus.removePanel(entries.remove(tool.id()));
        }
    }

    private void setShown(String toolId, boolean shown) {
        Tab tab = tabs.get(toolId);
        settings.setShown(toolId, shown);
        entries.get(toolId).setSelected(shown);
        if (!shown) {
            getTabs().remove(tab);
        } else if (!getTabs().contains(tab)) {
            getTabs().add(tab);
        }
        shownChanged.run();
    }

    boolean hasTabs() {
        return !getTabs().isEmpty();
    }

    /** Brings the panel of a tool to the front, also if it was hidden. */
    void reveal(String toolId) {
        Tab tab = tabs.get(toolId);
        if (tab != null) {
            setShown(toolId, true);
            getSelectionModel().select(tab);
        }
    }
}
