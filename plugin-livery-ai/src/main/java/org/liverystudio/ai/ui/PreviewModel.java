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
import org.liverystudio.ai.job.PassSizes;
import org.liverystudio.ai.job.Planner;
import org.liverystudio.ai.livery.ResultPlacement;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

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
                        Planner.Layout layout = Planner.layout(request, document, model);
                        Frame made = layout.first();
                        List<Picture> pictures = new ArrayList<>();
                        for (Control control : request.controls()) {
                            pictures.add(picture(control, document, made));
                        }
                        String words = words(layout, ResultPlacement.words(document));
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

    private static String words(Planner.Layout layout, Optional<String> place) {
        PassSizes sizes = layout.sizes();
        StringBuilder picture = new StringBuilder("Generates ").append(words(sizes.first()));
        sizes.second().ifPresent(pass -> picture.append(", then ").append(words(pass.size())));
        sizes.refining()
                .ifPresent(pass -> picture.append(", refined to ").append(words(pass.size())));
        Rect crop = layout.frame().crop();
        picture.append(" for an area of ").append(words(new Size(crop.width(), crop.height())));
        return picture + place.map(where -> ", new layer " + where).orElse("");
    }

    private static String words(Size size) {
        return "%d × %d".formatted(size.width(), size.height());
    }
}
