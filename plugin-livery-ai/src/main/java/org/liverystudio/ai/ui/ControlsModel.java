package org.liverystudio.ai.ui;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LayerRole;

/** The controls of the panel, kept in step with the layers of the document in front. */
final class ControlsModel {
    private final ObservableList<LayerChoice> choices = FXCollections.observableArrayList();
    private final ObservableList<ControlModel> rows = FXCollections.observableArrayList();
    private final ObservableList<ControlKind> kinds = FXCollections.observableArrayList();

    /** Layers to pick from, top first. */
    ObservableList<LayerChoice> choices() {
        return choices;
    }

    ObservableList<ControlModel> rows() {
        return rows;
    }

    /** What the model's ControlNet knows. */
    ObservableList<ControlKind> kinds() {
        return kinds;
    }

    void setKinds(Set<ControlKind> known) {
        List<ControlKind> sorted = known.stream().sorted().toList();
        if (sorted.equals(kinds)) {
            return;
        }
        // A box forgets its value when its items change, so rows get theirs back afterwards.
        List<ControlKind> kept = rows.stream().map(row -> row.kind().get()).toList();
        kinds.setAll(sorted);
        for (int i = 0; i < rows.size(); i++) {
            ControlModel row = rows.get(i);
            boolean still = kinds.isEmpty() || kinds.contains(kept.get(i));
            row.kind().set(still ? kept.get(i) : usualKind(row.layer().get()));
        }
    }

    /**
     * Another document is in front: controls whose layers it has by name stay; if none does, the
     * template's mask becomes the control.
     */
    void open(DocumentSnapshot document) {
        update(document);
        if (rows.isEmpty()) {
            choices.stream()
                    .filter(choice -> choice.role() == LayerRole.MASK)
                    .findFirst()
                    .ifPresent(mask -> rows.add(row(mask)));
        }
    }

    /** No document is in front. */
    void close() {
        choices.clear();
        rows.clear();
    }

    /** The document has changed: renamed layers keep their control, those that are gone lose it. */
    void update(DocumentSnapshot document) {
        List<LayerChoice> now = LayerChoice.of(document);
        if (now.equals(choices)) {
            return;
        }
        // A box forgets its value when its items change, so rows get theirs back afterwards.
        List<Optional<LayerChoice>> kept =
                rows.stream().map(row -> again(row.layer().get(), now)).toList();
        choices.setAll(now);
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (kept.get(i).isPresent()) {
                rows.get(i).layer().set(kept.get(i).get());
            } else {
                rows.remove(i);
            }
        }
    }

    private static Optional<LayerChoice> again(LayerChoice old, List<LayerChoice> now) {
        return now.stream()
                .filter(choice -> choice.id().equals(old.id()))
                .findFirst()
                .or(
                        () ->
                                now.stream()
                                        .filter(choice -> choice.text().equals(old.text()))
                                        .findFirst());
    }

    /** Adds a control on the first layer that has none yet, guides before paint. */
    void add() {
        choices.stream()
                .filter(choice -> rows.stream().noneMatch(row -> isOn(row, choice)))
                .min((a, b) -> Integer.compare(rank(a.role()), rank(b.role())))
                .or(() -> choices.stream().findFirst())
                .ifPresent(choice -> rows.add(row(choice)));
    }

    /** A control that takes the usual kind of each layer that is picked for it. */
    private ControlModel row(LayerChoice start) {
        ControlModel row = new ControlModel(start, usualKind(start));
        row.layer()
                .addListener(
                        (_, before, now) -> {
                            // A box goes through "nothing" when its list changes: no choice of
                            // the painter's.
                            if (before != null && now != null && !before.id().equals(now.id())) {
                                row.kind().set(usualKind(now));
                            }
                        });
        return row;
    }

    private static boolean isOn(ControlModel row, LayerChoice choice) {
        return row.layer().get() != null && row.layer().get().id().equals(choice.id());
    }

    private static int rank(LayerRole role) {
        return switch (role) {
            case MASK -> 0;
            case WIREFRAME -> 1;
            case GUIDES -> 3;
            default -> 2;
        };
    }

    /** What a layer is most likely meant as, among the kinds that the model knows. */
    private ControlKind usualKind(LayerChoice choice) {
        ControlKind usual = ControlKind.usualFor(choice.role());
        if (kinds.isEmpty() || kinds.contains(usual)) {
            return usual;
        }
        return kinds.contains(ControlKind.MASK) ? ControlKind.MASK : kinds.getFirst();
    }

    void remove(ControlModel row) {
        rows.remove(row);
    }

    List<Control> toControls() {
        return rows.stream()
                .filter(row -> row.layer().get() != null && row.kind().get() != null)
                .map(ControlModel::toControl)
                .toList();
    }
}
