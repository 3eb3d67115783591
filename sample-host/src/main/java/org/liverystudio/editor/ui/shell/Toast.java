package org.liverystudio.editor.ui.shell;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/**
 * One message in the corner: what happened, what to do, and a button that closes it. AtlantaFX's
 * own notification measures its height before the text wraps and then cuts the last line.
 */
public final class Toast extends HBox {
    private final String message;
    private final String advice;

    /**
     * @param advice may be empty
     * @param kind style class: accent, warning or danger
     */
    Toast(String message, String advice, Ikon icon, String kind, Consumer<Toast> close) {
        this.message = message;
        this.advice = advice;
        getStyleClass().addAll("toast", kind);
        setAlignment(Pos.TOP_LEFT);
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("toast-icon");
        VBox words = new VBox(4, wrapped(message, "toast-message"));
        if (!advice.isEmpty()) {
            words.getChildren().add(wrapped(advice, "toast-advice"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Button button = new Button(null, new FontIcon(Material2AL.CLOSE));
        button.getStyleClass().addAll("button-icon", "flat", "small", "toast-close");
        button.setAccessibleText("Close");
        button.setFocusTraversable(false);
        button.setOnAction(event -> close.accept(this));
        getChildren().addAll(picture, words, button);
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Message and advice. */
    public String text() {
        return advice.isEmpty() ? message : message + " " + advice;
    }
}
