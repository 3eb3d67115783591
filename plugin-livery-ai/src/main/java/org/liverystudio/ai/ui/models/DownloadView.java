package org.liverystudio.ai.ui.models;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.ui.parts.ListTitles;
import org.liverystudio.host.LiveryException;

/** The window's content: what there is to fetch, its terms, and the download that runs. */
final class DownloadView extends VBox {
    private static final double GAP = 8;
    private static final long MEGABYTE = 1_000_000;

    private final DownloadModel model;

    /**
     * @param sureToRemove asks the painter before a set is taken off the drive
     */
    DownloadView(DownloadModel model, BooleanSupplier sureToRemove) {
        super(12);
        this.model = model;
        setPadding(new Insets(16));
        VBox choices =
                new VBox(
                        12,
                        new ChoiceList(model),
                        new TermsView(model),
                        hint(model.space(), "livery-download-space"));
        ScrollPane scroll = new ScrollPane(choices);
        scroll.setFitToWidth(true);
        scroll.setStyle("-fx-background-color: transparent; -fx-background: transparent;");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(
                        heading(),
                        scroll,
                        new Separator(),
                        progress(),
                        error(),
                        hint(reason(), "livery-download-reason"),
                        buttons(sureToRemove));
    }

    private static VBox heading() {
        Label title = new Label("Download AI models");
        title.getStyleClass().add("title-4");
        Label text =
                new Label(
                        "They go into the cache that Hugging Face programs share, so nothing is"
                                + " fetched twice. A stopped download goes on where it was, and"
                                + " every file is checked.");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().addAll("text-muted");
        return new VBox(4, title, text);
    }

    private ObservableStringValue reason() {
        return Bindings.createStringBinding(
                () -> model.run().active().get() ? "" : model.blocked().get(),
                model.run().active(),
                model.blocked());
    }

    private VBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("livery-download-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.run().fraction());
        showOnly(
                bar,
                Bindings.createBooleanBinding(model.run().active()::get, model.run().active()));
        return new VBox(
                4,
                bar,
                hint(model.run().text(), "livery-download-text"),
                hint(model.run().files(), "livery-download-files"));
    }

    private Node error() {
        Label message = new Label();
        Label advice = new Label();
        for (Label label : List.of(message, advice)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        message.setStyle("-fx-text-fill: -color-danger-fg;");
        message.textProperty()
                .bind(model.error().map(e -> e.map(LiveryException::getMessage).orElse("")));
        advice.textProperty()
                .bind(model.error().map(e -> e.map(LiveryException::advice).orElse("")));
        VBox box = new VBox(4, message, advice);
        box.setId("livery-download-error");
        showOnly(
                box,
                Bindings.createBooleanBinding(
                        () -> model.error().get().isPresent(), model.error()));
        return box;
    }

    private HBox buttons(BooleanSupplier sureToRemove) {
        Button download = button("livery-download-start", "Download", "", model::download);
        download.getStyleClass().add("accent");
        download.setDefaultButton(true);
        download.disableProperty().bind(model.run().active().or(model.blocked().isNotEmpty()));
        Button pause =
                button(
                        "livery-download-pause",
                        "Pause",
                        "Free the line; what has arrived stays",
                        () -> {
                            if (model.run().paused().get()) {
                                model.run().resume();
                            } else {
                                model.run().pause();
                            }
                        });
        pause.textProperty().bind(model.run().paused().map(p -> p ? "Resume" : "Pause"));
        pause.disableProperty().bind(model.run().active().not());
        Button stop =
                button(
                        "livery-download-stop",
                        "Stop",
                        "End the download; a later one goes on from there",
                        model.run()::cancel);
        stop.disableProperty().bind(model.run().active().not());
        Button remove =
                button(
                        "livery-download-remove",
                        "Remove",
                        "Take the chosen models off the drive; what others need stays",
                        () -> {
                            if (sureToRemove.getAsBoolean()) {
                                model.remove();
                            }
                        });
        remove.disableProperty().bind(isHere().not().or(model.run().active()));
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        HBox box = new HBox(GAP, download, pause, stop, spacer, limit(), remove);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private BooleanBinding isHere() {
        return Bindings.createBooleanBinding(
                () -> model.chosen().get() != null && model.chosen().get().complete(),
                model.chosen());
    }

    private ComboBox<Long> limit() {
        ComboBox<Long> box = new ComboBox<>();
        box.setId("livery-download-limit");
        box.getItems().setAll(0L, MEGABYTE, 5 * MEGABYTE, 10 * MEGABYTE, 25 * MEGABYTE);
        box.setTooltip(new Tooltip("How much of the line a download may take"));
        box.setConverter(new ListTitles<>(DownloadView::words));
        box.setValue(0L);
        box.setOnAction(_ -> model.run().limit(box.getValue()));
        return box;
    }

    private static String words(long limit) {
        return limit == 0 ? "Full speed" : "%d MB/s".formatted(limit / MEGABYTE);
    }

    private static Button button(String id, String text, String tip, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (!tip.isEmpty()) {
            button.setTooltip(new Tooltip(tip));
        }
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Label hint(ObservableStringValue text, String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("text-small", "text-muted");
        label.textProperty().bind(text);
        showOnly(label, label.textProperty().isNotEmpty());
        return label;
    }

    private static void showOnly(Node node, BooleanBinding when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(node.visibleProperty());
    }
}
