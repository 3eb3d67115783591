package org.liverystudio.ai.ui.models;

import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The window with the choices; one at most, and closing it leaves the download running. */
public final class DownloadWindow {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 700;

    private final DownloadModel model;
    private Optional<Stage> stage = Optional.empty();

    public DownloadWindow(DownloadModel model) {
        this.model = model;
    }

    /**
     * Shows it, in front if it is open already.
     *
     * @param owner lies below it; may be null
     */
    public void show(Window owner) {
        model.refresh();
        Stage open = stage.orElseGet(() -> make(owner));
        stage = Optional.of(open);
        open.show();
        open.toFront();
    }

    private Stage make(Window owner) {
        Stage made = new Stage();
        if (owner != null) {
            made.initOwner(owner);
        }
        made.setTitle("Download AI models");
        made.setScene(new Scene(new DownloadView(model, () -> isSure(made)), WIDTH, HEIGHT));
        return made;
    }

    private boolean isSure(Stage owner) {
        String name = model.chosen().get().set().title();
        Alert question =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        "Remove \"%s\" from this computer? What other models need stays."
                                .formatted(name),
                        ButtonType.OK,
                        ButtonType.CANCEL);
        question.initOwner(owner);
        question.setHeaderText(null);
        return question.showAndWait().filter(ButtonType.OK::equals).isPresent();
    }

    /** Closes it; a download goes on. */
    public void close() {
        stage.ifPresent(Stage::close);
        stage = Optional.empty();
    }
}
