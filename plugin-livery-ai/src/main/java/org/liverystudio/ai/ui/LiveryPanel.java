package org.liverystudio.ai.ui;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.ui.models.DownloadModel;
import org.liverystudio.ai.ui.models.DownloadStrip;
import org.liverystudio.ai.ui.models.DownloadWindow;

/** The whole panel: settings that scroll, and below them the button that is always in reach. */
public final class LiveryPanel extends BorderPane {
    private static final KeyCombination GENERATE =
            new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private final PromptView prompt;

    /**
     * @param downloads what can be fetched
     */
    public LiveryPanel(PanelModel model, DownloadModel downloads) {
        setId("livery-panel");
        prompt = new PromptView(model);
        DownloadWindow window = new DownloadWindow(downloads);
        Runnable openDownloads = () -> window.show(getScene().getWindow());
        VBox content =
                new VBox(
                        14,
                        new DownloadStrip(downloads, openDownloads),
                        prompt,
                        SettingsView.where(model),
                        new StartView(model.form()),
                        new ControlsView(model.controls()),
                        new AdditionsView(model),
                        SettingsView.picture(model.form()),
                        new DetailView(model.form()),
                        new ModelView(model.model(), openDownloads),
                        new MachineView(model.machine()),
                        keepLoaded(model));
        content.setPadding(new Insets(12));
        content.setMinWidth(0);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setStyle("-fx-background-color: transparent; -fx-background: transparent;");
        GenerateView generate = new GenerateView(model);
        generate.setPadding(new Insets(10, 12, 12, 12));
        generate.setStyle(
                "-fx-border-color: -color-border-muted transparent transparent transparent;");
        setCenter(scroll);
        setBottom(generate);
        // A text area takes Enter for itself, so the panel looks at keys before it does.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, model));
    }

    private static HBox keepLoaded(PanelModel model) {
        ComboBox<KeepLoaded> choice = new ComboBox<>();
        choice.setId("livery-keep-loaded");
        choice.getItems().setAll(KeepLoaded.values());
        choice.valueProperty().bindBidirectional(model.keepLoaded());
        choice.setTooltip(
                new Tooltip(
                        "How long the model stays in memory without work; the next picture after"
                                + " that loads it again"));
        return Parts.row("In memory", Parts.grow(choice));
    }

    private static void onKey(KeyEvent event, PanelModel model) {
        if (GENERATE.match(event)) {
            model.generate();
            event.consume();
        }
    }

    /** The tool's picture for a toolbox. */
    public static Node icon() {
        return Parts.icon(Icons.SPARK);
    }

    /** Puts the cursor into the prompt. */
    public void focusPrompt() {
        prompt.focus();
    }
}
