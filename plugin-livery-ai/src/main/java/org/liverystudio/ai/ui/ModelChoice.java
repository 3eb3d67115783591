package org.liverystudio.ai.ui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.ModelFacts;

/**
 * The model that the panel generates with, and those it could. The built-in one is ready at once;
 * others are looked at in the background, since checking gigabytes for the first time takes a
 * while.
 */
final class ModelChoice {
    private static final String CHOSEN = "model";
    private static final String PRECISION = "precision";

    private final InstalledModels models;
    private final PanelSettings settings;
    private final Executor latest;
    private final Executor fx;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper(InstalledModels.MINI);
    private final ReadOnlyObjectWrapper<ModelStatus> status;
    private final ObjectProperty<PrecisionChoice> precision;

    /**
     * @param background looks at models, one after the other
     * @param fx runs work on the JavaFX thread
     */
    ModelChoice(InstalledModels models, PanelSettings settings, Executor background, Executor fx) {
        this.models = models;
        this.settings = settings;
        this.latest = new LatestOnly(background);
        this.fx = fx;
        precision =
                new SimpleObjectProperty<>(
                        PrecisionChoice.ofKey(settings.text(PRECISION, ""))
                                .orElse(PrecisionChoice.AUTOMATIC));
        status = new ReadOnlyObjectWrapper<>(found(InstalledModels.MINI));
        names.setAll(InstalledModels.MINI);
        String last = settings.text(CHOSEN, InstalledModels.MINI);
        if (last.equals(InstalledModels.MINI)) {
            refresh();
        } else {
            choose(last);
        }
        precision.addListener(
                (_, _, now) -> {
                    settings.put(PRECISION, now.key());
                    choose(chosen.get());
                });
    }

    private ModelStatus found(String name) {
        return ModelStatus.of(models, name, precision.get().precision());
    }

    /**
     * How large the weights are; another choice looks for the model anew, which may have a copy.
     */
    ObjectProperty<PrecisionChoice> precision() {
        return precision;
    }

    /** Names and paths to choose from, the built-in model first. */
    ObservableList<String> names() {
        return names;
    }

    /** A name, or the path of a folder. */
    ReadOnlyStringProperty chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** What is known of the chosen model. */
    ReadOnlyObjectProperty<ModelStatus> status() {
        return status.getReadOnlyProperty();
    }

    Optional<ModelFacts> facts() {
        return status.get().facts();
    }

    /** Looks anew for models that were downloaded meanwhile. */
    void refresh() {
        look(chosen.get(), false);
    }

    /** Takes a model by its name or folder; remembered only once it turned out to be one. */
    void choose(String name) {
        chosen.set(name);
        status.set(ModelStatus.looking(name));
        look(name, true);
    }

    /** Models were fetched: offers them, and takes the large one if the small one was chosen. */
    void arrived() {
        latest.execute(
                () -> {
                    boolean large = models.names().contains(InstalledModels.SDXL);
                    fx.execute(
                            () -> {
                                if (large && chosen.get().equals(InstalledModels.MINI)) {
                                    choose(InstalledModels.SDXL);
                                } else {
                                    refresh();
                                }
                            });
                });
    }

    /** Takes the model in a folder. */
    void choose(Path folder) {
        choose(folder.toAbsolutePath().normalize().toString());
    }

    private void look(String name, boolean take) {
        latest.execute(
                () -> {
                    List<String> known = withChosen(models.names(), name);
                    Optional<ModelStatus> found =
                            take ? Optional.of(found(name)) : Optional.empty();
                    fx.execute(() -> show(name, known, found));
                });
    }

    private static List<String> withChosen(List<String> known, String name) {
        List<String> all = new ArrayList<>(known);
        if (!all.contains(name)) {
            all.add(name);
        }
        return all;
    }

    private void show(String name, List<String> known, Optional<ModelStatus> found) {
        if (!names.equals(known)) {
            names.setAll(known);
        }
        found.ifPresent(
                now -> {
                    if (now.facts().isPresent()) {
                        settings.put(CHOSEN, name);
                    }
                    status.set(now);
                });
    }

    /** A short name for lists: of a folder its last part. */
    static String title(String name) {
        return switch (name) {
            case InstalledModels.MINI -> "Mini (built in)";
            case InstalledModels.SDXL -> "SDXL";
            default -> {
                try {
                    Path last = Path.of(name).getFileName();
                    yield last == null ? name : last.toString();
                } catch (InvalidPathException _) {
                    yield name;
                }
            }
        };
    }
}
