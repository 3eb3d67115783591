package org.liverystudio.ai.ui.models;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the panel shows of downloads: the question at the first start, and a bar while one runs. */
public final class DownloadStrip extends VBox {
    private static final double GAP = 6;

    /**
     * @param open shows the window with the choices
     */
    public DownloadStrip(DownloadModel model, Runnable open) {
        super(GAP);
        getChildren().addAll(question(model, open), progress(model.run(), open));
        for (Node child : getChildren()) {
            child.managedProperty().bind(child.visibleProperty());
        }
    }

    private static VBox question(DownloadModel model, Runnable open) {
        Label title = new Label("Download AI models?");
        title.getStyleClass().add("text-bold");
        Label text = wrapped("");
        text.textProperty()
                .bind(
                        model.sizes()
                                .map(
                                        sizes ->
                                                "The built-in mini model works at once and knows"
                                                        + " simple patterns. SDXL paints what you"
                                                        + " can describe; it is a download of %s."
                                                                .formatted(sizes)));
        Button choose = new Button("Choose …");
        choose.setId("livery-download-choose");
        choose.getStyleClass().addAll("accent", "small");
        choose.setTooltip(new Tooltip("Sizes, free space and terms; nothing is fetched yet"));
        choose.setOnAction(_ -> open.run());
        Button later = new Button("Not now");
        later.setId("livery-download-later");
        later.getStyleClass().addAll("flat", "small");
        later.setTooltip(new Tooltip("The button beside the model brings the choices back"));
        later.setOnAction(_ -> model.answered());
        VBox box = new VBox(GAP, title, text, new HBox(GAP, choose, later));
        box.setId("livery-download-question");
        box.setStyle(
                "-fx-padding: 10px; -fx-background-radius: 6px; -fx-border-radius: 6px;"
                        + " -fx-background-color: -color-accent-subtle;"
                        + " -fx-border-color: -color-accent-muted;");
        box.visibleProperty().bind(model.question().and(model.run().active().not()));
        return box;
    }

    private static VBox progress(DownloadRun run, Runnable open) {
        ProgressBar bar = new ProgressBar();
        bar.setId("livery-download-strip");
        bar.getStyleClass().add("small");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(run.fraction());
        Label text = wrapped("");
        text.textProperty().bind(run.text());
        VBox box = new VBox(4, bar, text);
        box.setOnMouseClicked(_ -> open.run());
        Tooltip.install(box, new Tooltip("Click to pause, limit or stop the download"));
        box.visibleProperty().bind(run.active());
        return box;
    }

    private static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("text-small", "text-muted");
        return label;
    }
}
