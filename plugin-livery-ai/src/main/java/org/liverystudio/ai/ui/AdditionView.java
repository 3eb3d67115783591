package org.liverystudio.ai.ui;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One LoRA or learned word: switch, words to insert, weight. */
final class AdditionView extends VBox {
    private final AdditionModel row;
    private final String id;

    /**
     * @param index counts from 0; part of the ids
     * @param insert puts a word into the prompt
     */
    AdditionView(AdditionModel row, AdditionsModel additions, int index, Consumer<String> insert) {
        super(2);
        this.row = row;
        this.id = "livery-addition-" + index;
        setId(id);
        setPadding(new Insets(6));
        setStyle("-fx-background-color: -color-bg-subtle; -fx-background-radius: 4px;");
        HBox head =
                new HBox(
                        Parts.GAP,
                        Parts.grow(enabled()),
                        words(insert),
                        Parts.iconButton(
                                id + "-remove",
                                Icons.CROSS,
                                "Take it off the list; the file stays",
                                () -> additions.remove(row)));
        head.setAlignment(Pos.CENTER_LEFT);
        Label problem = Parts.hint(row.problem());
        problem.setId(id + "-problem");
        getChildren().addAll(head, weight(), problem);
    }

    private CheckBox enabled() {
        CheckBox box = new CheckBox();
        box.setId(id + "-enabled");
        box.setMnemonicParsing(false);
        box.setMinWidth(0);
        box.textProperty().bind(row.title());
        box.setTooltip(new Tooltip(row.file().toString()));
        box.selectedProperty().bindBidirectional(row.enabled());
        return box;
    }

    private MenuButton words(Consumer<String> insert) {
        MenuButton menu = new MenuButton("Words");
        menu.setId(id + "-words");
        menu.getStyleClass().addAll("flat", "small");
        menu.setMinWidth(MenuButton.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip("Words that call it up; a click puts one into the prompt"));
        menu.visibleProperty().bind(Bindings.isNotEmpty(row.words()));
        menu.managedProperty().bind(menu.visibleProperty());
        Runnable list =
                () ->
                        menu.getItems()
                                .setAll(
                                        row.words().stream()
                                                .map(word -> item(word, insert))
                                                .toList());
        row.words().addListener((ListChangeListener<String>) _ -> list.run());
        list.run();
        return menu;
    }

    private static MenuItem item(String word, Consumer<String> insert) {
        MenuItem item = new MenuItem(word);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> insert.accept(word));
        return item;
    }

    private HBox weight() {
        Slider slider = new Slider(-1, 2, 1);
        slider.setId(id + "-weight");
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(0.05);
        slider.setTooltip(new Tooltip("How much of it; 1 is as trained, below 0 turns it around"));
        slider.valueProperty().bindBidirectional(row.weight());
        Label value = new Label();
        value.setMinWidth(36);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.textProperty()
                .bind(row.weight().map(v -> String.format(Locale.ROOT, "%.2f", v.doubleValue())));
        HBox line = new HBox(Parts.GAP, new Label("Weight"), Parts.grow(slider), value);
        line.setAlignment(Pos.CENTER_LEFT);
        line.disableProperty().bind(row.enabled().not());
        // A learned word weighs as much as its word in the prompt. Its kind is known with its
        // words.
        line.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !row.isLearnedWord(), row.words(), row.title()));
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }
}
