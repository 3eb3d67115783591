package org.liverystudio.editor.ui.shell;

import atlantafx.base.theme.Styles;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.liverystudio.editor.app.Notice;
import org.liverystudio.host.LiveryException;

/**
 * Short messages in the corner of the window. Those that say what went wrong stay until they are
 * closed, the others leave on their own. JavaFX thread only.
 */
final class Toasts extends VBox {
    private static final int MOST_SHOWN = 4;
    private static final double WIDTH = 380;
    private static final Duration INFO_TIME = Duration.seconds(5);
    private static final Duration WARNING_TIME = Duration.seconds(10);

    Toasts() {
        setId("toasts");
        getStyleClass().add("toasts");
        setSpacing(8);
        setAlignment(Pos.TOP_RIGHT);
        setPickOnBounds(false);
        setPrefWidth(WIDTH);
        setFillWidth(true);
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    void show(Notice notice) {
        switch (notice) {
            case Notice.Info(String message) ->
                    add(message, "", Material2AL.INFO, Styles.ACCENT, INFO_TIME);
            case Notice.Warning(String message) ->
                    add(message, "", Material2MZ.WARNING, Styles.WARNING, WARNING_TIME);
            case Notice.Problem(LiveryException reason) ->
                    add(
                            reason.getMessage(),
                            reason.advice(),
                            Material2AL.ERROR,
                            Styles.DANGER,
                            Duration.INDEFINITE);
        }
    }

    private void add(String message, String advice, Ikon icon, String kind, Duration time) {
        Toast toast = new Toast(message, advice, icon, kind, this::remove);
        while (getChildren().size() >= MOST_SHOWN) {
            getChildren().removeFirst();
        }
        getChildren().add(toast);
        if (!time.isIndefinite()) {
            PauseTransition wait = new PauseTransition(time);
            wait.setOnFinished(event -> remove(toast));
            wait.play();
        }
    }

    private void remove(Toast toast) {
        getChildren().remove(toast);
    }
}
