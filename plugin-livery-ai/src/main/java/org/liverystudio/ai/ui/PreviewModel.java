package org.liverystudio.ai.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.job.GenerationPlan.Frame;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.ai.job.Planner;
import org.liverystudio.ai.livery.ResultPlacement;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;

/** Draws, off the JavaFX thread, what a generation would work on. */
final class PreviewModel {
    private final Executor latest;
    private final Executor fx;
    private final ReadOnlyStringWrapper frame = new ReadOnlyStringWrapper("");

    /**
     * @param background draws
     * @param fx runs work on the JavaFX thread
     */
    PreviewModel(Executor background, Executor fx) {
        this.latest = new LatestOnly(background);
        this.fx = fx;
    }

    /** Which part of the document is made, in which size; or why none is. */
    ReadOnlyStringProperty frame() {
        return frame.getReadOnlyProperty();
    }

    void clear() {
        frame.set("");
    }

    /**
     * @param request with the controls of {@code rows}, in the same order
     * @param rows get their pictures
     */
    void update(
            GenerationRequest request,
            DocumentSnapshot document,
            ModelFacts model,
            List<ControlModel> rows) {
        latest.execute(
                () -> {
                    try {
                        Frame made = Planner.frame(request, document, model);
                        List<Picture> pictures = new ArrayList<>();
                        for (Control control : request.controls()) {
                            pictures.add(picture(control, document, made));
                        }
                        String words = words(made, ResultPlacement.words(document));
                        fx.execute(() -> show(words, rows, pictures));
                    } catch (LiveryException e) {
                        fx.execute(() -> show(e.getMessage(), rows, List.of()));
                    }
                });
    }

    /** A control's picture, or why there is none. */
    private record Picture(Optional<RgbImage> image, String problem) {}

    private static Picture picture(Control control, DocumentSnapshot document, Frame frame) {
        try {
            return new Picture(
                    Optional.of(Planner.controlPicture(control, document, frame, Map.of())), "");
        } catch (LiveryException e) {
            return new Picture(Optional.empty(), e.getMessage());
        }
    }

    private void show(String words, List<ControlModel> rows, List<Picture> pictures) {
        frame.set(words);
        for (int i = 0; i < rows.size(); i++) {
            Picture picture =
                    i < pictures.size() ? pictures.get(i) : new Picture(Optional.empty(), "");
            rows.get(i).preview().set(picture.image());
            rows.get(i).problem().set(picture.problem());
        }
    }

    private static String words(Frame frame, Optional<String> place) {
        String picture =
                "Generates %d × %d for an area of %d × %d"
                        .formatted(
                                frame.size().width(),
                                frame.size().height(),
                                frame.crop().width(),
                                frame.crop().height());
        return picture + place.map(where -> ", new layer " + where).orElse("");
    }
}
