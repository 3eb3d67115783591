package org.liverystudio.ai.ui;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;

/** How large and how fine pictures get; folded away until somebody wants it. */
final class DetailView extends TitledPane {
    DetailView(RequestForm form) {
        DetailForm detail = form.detail;
        setId("livery-detail");
        setText("Size and detail");
        getStyleClass().add("dense");
        setAnimated(false);
        expandedProperty().bindBidirectional(detail.open);
        VBox content =
                new VBox(
                        Parts.GAP,
                        size(form),
                        secondPass(detail),
                        shownWhile(chosen(detail), upscaler(detail)),
                        shownWhile(
                                chosen(detail),
                                strength(
                                        "livery-second-strength",
                                        detail.strength,
                                        "How much the second pass may change")),
                        refine(detail),
                        shownWhile(
                                detail.refine,
                                strength(
                                        "livery-refine-strength",
                                        detail.refineStrength,
                                        "How much the refinement may change; much draws new"
                                                + " motifs in each window")),
                        seamless(detail));
        content.setPadding(new Insets(8, 0, 8, 0));
        setContent(content);
    }

    private static HBox size(RequestForm form) {
        ComboBox<String> size = new ComboBox<>();
        size.setId("livery-size");
        size.setEditable(true);
        size.getItems()
                .addAll(
                        RequestForm.AUTOMATIC,
                        "512x512",
                        "768x768",
                        "1024x1024",
                        "1536x1536",
                        "2048x1024",
                        "2048x2048");
        size.setTooltip(
                new Tooltip(
                        "Size that the network works in, multiples of 8; the layer is scaled to the"
                                + " template"));
        size.setMinWidth(80);
        size.getEditor().textProperty().bindBidirectional(form.size);
        return Parts.row("Size", Parts.grow(size));
    }

    private static HBox secondPass(DetailForm detail) {
        ComboBox<SecondPassChoice> box =
                Parts.choice(
                        "livery-second-pass",
                        SecondPassChoice.values(),
                        SecondPassChoice::label,
                        detail.secondPass);
        box.setTooltip(
                new Tooltip(
                        "Draw small first, then large over it: far above the size that a model was"
                                + " trained on it repeats its motifs"));
        return Parts.row("Passes", Parts.grow(box));
    }

    private static HBox upscaler(DetailForm detail) {
        ComboBox<Upscaler> box =
                Parts.choice(
                        "livery-upscaler", Upscaler.values(), Upscaler::title, detail.upscaler);
        box.setTooltip(new Tooltip("How the picture grows before the second pass"));
        return Parts.row("Grow by", Parts.grow(box));
    }

    private static HBox strength(String id, DoubleProperty value, String tip) {
        Slider slider = new Slider(0.05, 1, value.get());
        slider.setId(id);
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(0.05);
        slider.setTooltip(new Tooltip(tip + ": 0 nothing, 1 everything"));
        slider.valueProperty().bindBidirectional(value);
        Label shown = new Label();
        shown.setMinWidth(30);
        shown.setAlignment(Pos.CENTER_RIGHT);
        shown.textProperty()
                .bind(value.map(v -> String.format(Locale.ROOT, "%.2f", v.doubleValue())));
        return Parts.row("Strength", Parts.grow(slider), shown);
    }

    private static CheckBox refine(DetailForm detail) {
        CheckBox box = new CheckBox("Refine to the template's own pixels");
        box.setId("livery-refine");
        box.setWrapText(true);
        box.setTooltip(
                new Tooltip(
                        "At last redraw the picture in the template's size, window by window: fine"
                                + " detail in little memory, but it takes long"));
        box.selectedProperty().bindBidirectional(detail.refine);
        return box;
    }

    private static HBox seamless(DetailForm detail) {
        ComboBox<Seamless> box =
                Parts.choice(
                        "livery-seamless", Seamless.values(), Seamless::title, detail.seamless);
        box.setTooltip(new Tooltip("Opposite edges continue each other, for patterns that repeat"));
        return Parts.row("Seamless", Parts.grow(box));
    }

    private static ObservableValue<Boolean> chosen(DetailForm detail) {
        return detail.secondPass.map(SecondPassChoice::isChosen);
    }

    private static Node shownWhile(ObservableValue<Boolean> condition, Node node) {
        node.visibleProperty().bind(Bindings.createBooleanBinding(condition::getValue, condition));
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }
}
