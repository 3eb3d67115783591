package org.liverystudio.ai.ui;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.liverystudio.ai.engine.RgbImage;

/** A small frame around a picture; pointing at it shows the picture larger. */
final class RgbImageView extends StackPane {
    private static final double EDGE = 52;
    private static final double LARGE_EDGE = 256;

    private final ImageView small = view(EDGE - 4);
    private final ImageView large = view(LARGE_EDGE);

    RgbImageView(ObservableValue<Optional<RgbImage>> picture) {
        setMinSize(EDGE, EDGE);
        setPrefSize(EDGE, EDGE);
        setMaxSize(EDGE, EDGE);
        setStyle(
                "-fx-background-color: -color-bg-inset; -fx-border-color: -color-border-muted;"
                        + " -fx-background-radius: 4px; -fx-border-radius: 4px;");
        getChildren().add(small);
        Tooltip tooltip = new Tooltip("The network gets exactly this picture.");
        tooltip.setGraphic(large);
        tooltip.setContentDisplay(ContentDisplay.TOP);
        Tooltip.install(this, tooltip);
        picture.addListener((_, _, now) -> show(now));
        show(picture.getValue());
    }

    private static ImageView view(double edge) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(edge);
        view.setFitHeight(edge);
        return view;
    }

    private void show(Optional<RgbImage> picture) {
        Image image = picture.map(RgbImageView::image).orElse(null);
        small.setImage(image);
        large.setImage(image);
    }

    static Image image(RgbImage picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        picture.rgb(),
                        0,
                        picture.width() * 3);
        return image;
    }
}
