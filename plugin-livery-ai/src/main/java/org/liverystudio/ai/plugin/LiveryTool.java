package org.liverystudio.ai.plugin;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import org.liverystudio.ai.ui.LiveryPanel;
import org.liverystudio.ai.ui.PanelModel;
import org.liverystudio.ai.ui.models.DownloadModel;
import org.liverystudio.host.ToolAction;
import org.liverystudio.host.ToolContext;
import org.liverystudio.host.ui.PanelTool;
import org.pf4j.Extension;

/** AI Livery in the toolbox and the menu. */
@Extension
public final class LiveryTool implements PanelTool {
    private Optional<PanelModel> model = Optional.empty();
    private Optional<LiveryPanel> panel = Optional.empty();

    @Override
    public String id() {
        return "livery.ai";
    }

    @Override
    public String displayName() {
        return "AI Livery";
    }

    @Override
    public String tooltip() {
        return "Paint a new layer from a prompt, with layers as control";
    }

    @Override
    public Optional<String> shortcut() {
        return Optional.of("Shortcut+L");
    }

    @Override
    public Optional<Node> icon() {
        return Optional.of(LiveryPanel.icon());
    }

    @Override
    public List<ToolAction> actions() {
        return List.of(
                new ToolAction(
                        "livery.ai.open",
                        "Open panel",
                        Optional.empty(),
                        () -> panel.ifPresent(LiveryPanel::focusPrompt)),
                new ToolAction(
                        "livery.ai.generate",
                        "Generate",
                        Optional.of("Shortcut+Enter"),
                        () -> model.ifPresent(PanelModel::generate)),
                new ToolAction(
                        "livery.ai.cancel",
                        "Cancel",
                        Optional.empty(),
                        () -> model.ifPresent(PanelModel::cancel)));
    }

    @Override
    public Node createPanel(ToolContext context) {
        LiveryServices services = LiveryServices.current();
        PanelModel made =
                new PanelModel(
                        context,
                        services.models(context.directories()),
                        services.queue(context.directories(), context.preferences()),
                        Platform::runLater,
                        Thread::startVirtualThread,
                        LiveryServices::randomSeed);
        DownloadModel downloads =
                new DownloadModel(
                        () -> LiveryServices.modelLibrary(context.directories()),
                        context.preferences(),
                        Thread::startVirtualThread,
                        Platform::runLater,
                        line -> context.showStatus("AI Livery: " + line),
                        _ -> made.modelsArrived());
        LiveryPanel view = new LiveryPanel(made, downloads);
        services.closeAtStop(made::close);
        services.closeAtStop(downloads::close);
        model = Optional.of(made);
        panel = Optional.of(view);
        return view;
    }

    @Override
    public void activate(ToolContext context) {
        panel.ifPresent(LiveryPanel::focusPrompt);
    }
}
