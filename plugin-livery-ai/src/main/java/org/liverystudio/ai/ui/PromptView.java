package org.liverystudio.ai.ui;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The prompt and its length, prompts used before, and the negative prompt. */
final class PromptView extends VBox {
    private static final int LONGEST_MENU_TEXT = 60;

    private final PanelModel model;
    private final TextArea prompt = new TextArea();
    private final MenuButton recent = new MenuButton(null, Parts.icon(Icons.RECENT));

    PromptView(PanelModel model) {
        super(Parts.GAP);
        this.model = model;
        prompt.setId("livery-prompt");
        prompt.setPromptText("red and white diagonal stripes, gold accents");
        prompt.setTooltip(
                new Tooltip(
                        "(gold:1.3) or (gold) weighs more, [gold] less; \\( is a plain bracket"));
        prompt.setWrapText(true);
        prompt.setPrefRowCount(3);
        prompt.textProperty().bindBidirectional(model.form().prompt);

        recent.setId("livery-recent");
        recent.getStyleClass().addAll("flat", "button-icon", "small", "no-arrow");
        recent.setTooltip(new Tooltip("Prompts used before"));
        recent.setAccessibleText("Prompts used before");
        recent.disableProperty().bind(Bindings.isEmpty(model.recentPrompts()));
        model.recentPrompts().addListener((ListChangeListener<String>) _ -> listRecent());
        listRecent();

        HBox head = new HBox(Parts.heading("Prompt"), Parts.spacer(), recent);
        head.setAlignment(Pos.CENTER_LEFT);
        Label tokens = Parts.hint(model.promptLength());
        tokens.setId("livery-prompt-tokens");
        getChildren().addAll(head, prompt, tokens, negative());
    }

    private TitledPane negative() {
        TextArea area = new TextArea();
        area.setId("livery-negative");
        area.setPromptText("What to keep out, such as text, logos");
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.textProperty().bindBidirectional(model.form().negative);
        TitledPane pane = new TitledPane("Negative prompt", area);
        pane.setId("livery-negative-pane");
        pane.getStyleClass().add("dense");
        pane.setAnimated(false);
        pane.setExpanded(!model.form().negative.get().isBlank());
        return pane;
    }

    private void listRecent() {
        recent.getItems().setAll(model.recentPrompts().stream().map(this::item).toList());
    }

    private MenuItem item(String text) {
        String line = text.replaceAll("\\s+", " ");
        String shown =
                line.length() > LONGEST_MENU_TEXT
                        ? line.substring(0, LONGEST_MENU_TEXT).strip() + "…"
                        : line;
        MenuItem item = new MenuItem(shown);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.form().prompt.set(text));
        return item;
    }

    void focus() {
        prompt.requestFocus();
    }
}
