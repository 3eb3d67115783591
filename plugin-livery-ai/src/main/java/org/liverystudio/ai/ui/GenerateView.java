package org.liverystudio.ai.ui;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.liverystudio.host.LiveryException;

/** The button, how far it is, and what went wrong. */
final class GenerateView extends VBox {
    GenerateView(PanelModel model) {
        super(Parts.GAP);
        getChildren()
                .addAll(
                        buttons(model),
                        progress(model.run()),
                        Parts.hint(reason(model)),
                        error(model.run()));
    }

    private static HBox buttons(PanelModel model) {
        SVGPath star = new SVGPath();
        star.setContent(Icons.SPARK);
        star.setStyle("-fx-fill: -color-fg-emphasis;");
        Button generate = new Button("Generate", star);
        generate.setId("livery-generate");
        generate.getStyleClass().add("accent");
        generate.setGraphicTextGap(8);
        generate.textProperty()
                .bind(
                        model.form()
                                .count
                                .map(n -> n.intValue() == 1 ? "Generate" : "Generate " + n));
        generate.setTooltip(new Tooltip("Paint a new layer (Shortcut+Enter)"));
        generate.disableProperty().bind(model.run().busy().or(model.blocked().isNotEmpty()));
        generate.setOnAction(_ -> model.generate());
        Button cancel = new Button("Cancel");
        cancel.setId("livery-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setTooltip(new Tooltip("Stop; the document stays as it is"));
        cancel.disableProperty().bind(model.run().busy().not());
        cancel.setOnAction(_ -> model.cancel());
        return new HBox(Parts.GAP, Parts.grow(generate), cancel);
    }

    private static Node progress(RunModel run) {
        ProgressBar bar = new ProgressBar();
        bar.setId("livery-progress");
        bar.getStyleClass().add("small");
        bar.progressProperty().bind(run.fraction());
        Label text = Parts.hint(run.text());
        text.setId("livery-progress-text");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.visibleProperty().bind(run.busy());
        bar.managedProperty().bind(run.busy());
        VBox box = new VBox(4, new StepPreviewView(run.preview()), bar, text);
        box.setPadding(new Insets(2, 0, 0, 0));
        return box;
    }

    private static StringBinding reason(PanelModel model) {
        return Bindings.createStringBinding(
                () -> model.run().busy().get() ? "" : model.blocked().get(),
                model.run().busy(),
                model.blocked());
    }

    private static Node error(RunModel run) {
        Label message = new Label();
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.setStyle("-fx-text-fill: -color-danger-fg;");
        Label advice = new Label();
        advice.setWrapText(true);
        advice.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(4, message, advice);
        box.setId("livery-error");
        box.setStyle(
                "-fx-padding: 8px; -fx-background-radius: 4px; -fx-border-radius: 4px;"
                        + " -fx-background-color: -color-danger-subtle;"
                        + " -fx-border-color: -color-danger-muted;");
        box.managedProperty().bind(box.visibleProperty());
        run.error().addListener((_, _, now) -> show(now, message, advice, box));
        show(run.error().get(), message, advice, box);
        return box;
    }

    private static void show(
            Optional<LiveryException> error, Label message, Label advice, Node box) {
        message.setText(error.map(LiveryException::getMessage).orElse(""));
        advice.setText(error.map(LiveryException::advice).orElse(""));
        advice.setManaged(!advice.getText().isEmpty());
        box.setVisible(error.isPresent());
    }
}
