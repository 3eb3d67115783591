package org.liverystudio.editor.ui.tools;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import org.liverystudio.editor.plugin.PluginExtension;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.PaintTool;
import org.liverystudio.host.ToolAction;
import org.liverystudio.host.ToolContext;
import org.liverystudio.host.ui.PanelTool;

/**
 * A plugin's tool as the window uses it. What the tool says about itself is asked once; whatever it
 * throws is told to the painter and never leaves this class. JavaFX thread only.
 */
public final class PluginTool {
    /**
     * An entry of the tool's menu.
     *
     * @param shortcut empty if there is none, or none that can be understood
     */
    public record Action(String id, String label, Optional<KeyCombination> shortcut) {}

    private final PluginExtension<PaintTool> extension;
    private final ToolContext context;
    private final Consumer<LiveryException> problems;
    private final String id;
    private final String name;
    private final String tooltip;
    private final Optional<KeyCombination> shortcut;
    private final List<ToolAction> actions;
    private Optional<Node> panel = Optional.empty();
    private boolean panelAsked;

    /**
     * @param problems told when the tool fails
     * @throws LiveryException if the tool fails while it says what it is
     */
    PluginTool(
            PluginExtension<PaintTool> extension,
            ToolContext context,
            Consumer<LiveryException> problems) {
        this.extension = extension;
        this.context = context;
        this.problems = problems;
        id = extension.call("giving its id", PaintTool::id);
        name = extension.call("giving its name", PaintTool::displayName);
        tooltip = extension.call("giving its tooltip", PaintTool::tooltip);
        shortcut =
                extension
                        .call("giving its shortcut", PaintTool::shortcut)
                        .flatMap(this::combination);
        actions = List.copyOf(extension.call("giving its actions", PaintTool::actions));
    }

    private Optional<KeyCombination> combination(String notation) {
        try {
            return Optional.of(KeyCombination.keyCombination(notation));
        } catch (IllegalArgumentException e) {
            problems.accept(
                    new LiveryException(
                            "The tool %s asks for the shortcut \"%s\", which is none."
                                    .formatted(id, notation),
                            "The tool works without it.",
                            e));
            return Optional.empty();
        }
    }

    public String pluginId() {
        return extension.pluginId();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String tooltip() {
        return tooltip;
    }

    public Optional<KeyCombination> shortcut() {
        return shortcut;
    }

    /** The name as it stands in ids of controls, such as {@code "ai-livery"}. */
    public String key() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    public List<Action> actions() {
        return actions.stream()
                .map(
                        action ->
                                new Action(
                                        action.id(),
                                        action.label(),
                                        action.shortcut().flatMap(this::combination)))
                .toList();
    }

    /** Runs an action; the tool must be active. */
    public void run(Action wanted) {
        actions.stream()
                .filter(action -> action.id().equals(wanted.id()))
                .findFirst()
                .ifPresent(
                        action ->
                                guarded(
                                        "doing \"" + action.label() + "\"",
                                        tool -> action.action().run()));
    }

    /** Its panel, made when it is first asked for; empty if it has none or it fails. */
    public Optional<Node> panel() {
        if (!panelAsked) {
            panelAsked = true;
            panel =
                    fromPanelTool(
                            "opening its panel", tool -> Optional.of(tool.createPanel(context)));
        }
        return panel;
    }

    public boolean hasPanel() {
        return extension.as(PanelTool.class).isPresent();
    }

    /** A new picture for the toolbox; empty if it has none or it fails. */
    public Optional<Node> icon() {
        return fromPanelTool("giving its icon", PanelTool::icon);
    }

    private Optional<Node> fromPanelTool(
            String doing, Function<PanelTool, Optional<Node>> question) {
        try {
            return extension.as(PanelTool.class).flatMap(tool -> tool.call(doing, question));
        } catch (LiveryException problem) {
            problems.accept(problem);
            return Optional.empty();
        }
    }

    void activate() {
        panel(); // a panel tool is promised its panel before it is first activated
        guarded("being picked", tool -> tool.activate(context));
    }

    void deactivate() {
        guarded("being left", PaintTool::deactivate);
    }

    private void guarded(String doing, Consumer<PaintTool> work) {
        try {
            extension.run(doing, work);
        } catch (LiveryException problem) {
            problems.accept(problem);
        }
    }
}
