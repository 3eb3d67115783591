package org.liverystudio.ai.ui;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.liverystudio.ai.engine.RgbImage;

/** The picture in the making; takes no room while there is none. */
final class StepPreviewView extends StackPane {
    private static final double EDGE = 240;

    private final ImageView view = new ImageView();

    StepPreviewView(ObservableValue<Optional<RgbImage>> picture) {
        setId("livery-step-preview");
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(EDGE);
        view.setFitHeight(EDGE);
        getChildren().add(view);
        Tooltip.install(
                this,
                new Tooltip(
                        "How the picture would look if it were finished now. Press Cancel if it"
                                + " goes the wrong way."));
        managedProperty().bind(visibleProperty());
        picture.addListener((_, _, now) -> show(now));
        show(picture.getValue());
    }

    private void show(Optional<RgbImage> picture) {
        view.setImage(picture.map(RgbImageView::image).orElse(null));
        setVisible(picture.isPresent());
    }
}
