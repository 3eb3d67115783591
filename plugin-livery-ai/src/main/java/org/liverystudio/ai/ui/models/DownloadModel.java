package org.liverystudio.ai.ui.models;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Preferences;

/**
 * What can be fetched, what stands in the way, and the download that runs. Without controls; used
 * on the JavaFX thread only. The drive is looked at in the background.
 */
public final class DownloadModel implements AutoCloseable {
    private static final String ASKED = "models.asked";

    private final Supplier<ModelLibrary> library;
    private final Preferences preferences;
    private final Executor background;
    private final Executor fx;
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<Choice> chosen = new SimpleObjectProperty<>();
    private final BooleanProperty accepted = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper question = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper sizes = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper space = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<LiveryException>> error =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final DownloadRun run;
    private long freeBytes = Long.MAX_VALUE;

    /**
     * @param library opened anew for each look, since another program may have changed the drive
     * @param background looks at the drive and asks the hub
     * @param fx runs work on the JavaFX thread
     * @param status tells a line of progress outside the panel
     * @param arrived hears of each set that is whole now
     */
    public DownloadModel(
            Supplier<ModelLibrary> library,
            Preferences preferences,
            Executor background,
            Executor fx,
            Consumer<String> status,
            Consumer<ModelSet> arrived) {
        this.library = library;
        this.preferences = preferences;
        this.background = background;
        this.fx = fx;
        run =
                new DownloadRun(
                        fx,
                        status,
                        problem -> error.set(Optional.of(problem)),
                        set -> {
                            refresh();
                            arrived.accept(set);
                        });
        InvalidationListener look = _ -> tellWhatStandsInTheWay();
        List.of(chosen, accepted, run.active()).forEach(value -> value.addListener(look));
        chosen.addListener((_, _, _) -> accepted.set(false));
        refresh();
    }

    /** Looks at the drive again. */
    public void refresh() {
        inBackground(
                () -> {
                    ModelLibrary here = library.get();
                    List<Choice> found =
                            here.catalogue().sets().stream()
                                    .map(set -> Choice.of(here, set))
                                    .toList();
                    long free = here.freeBytes();
                    String where =
                            "%s free in %s".formatted(ByteText.of(free), here.store().folder());
                    fx.execute(() -> show(found, free, where));
                });
    }

    private void show(List<Choice> found, long free, String where) {
        Choice before = chosen.get();
        freeBytes = free;
        space.set(where);
        sizes.set(sizes(found));
        choices.setAll(found);
        chosen.set(
                found.stream()
                        .filter(choice -> choice.isSameAs(before))
                        .findFirst()
                        .orElse(found.isEmpty() ? null : found.getFirst()));
        boolean none = found.stream().noneMatch(Choice::complete);
        question.set(none && preferences.get(ASKED).isEmpty());
        tellWhatStandsInTheWay();
    }

    /** Of the sets that can paint by themselves; what only adds to a model is no answer. */
    private static String sizes(List<Choice> found) {
        LongSummaryStatistics bytes =
                found.stream()
                        .map(Choice::set)
                        .filter(DownloadModel::paints)
                        .mapToLong(ModelSet::sizeBytes)
                        .summaryStatistics();
        if (bytes.getCount() == 0) {
            return "";
        }
        String least = ByteText.of(bytes.getMin());
        String most = ByteText.of(bytes.getMax());
        return least.equals(most) ? least : least + " to " + most;
    }

    private static boolean paints(ModelSet set) {
        return set.files().stream().anyMatch(file -> file.role().equals("unet"));
    }

    /** Asks the hub for any other model, and offers it. */
    void lookUp(String name) {
        error.set(Optional.empty());
        inBackground(
                () -> {
                    ModelLibrary here = library.get();
                    Choice found = Choice.of(here, here.find(name.strip()));
                    fx.execute(() -> offer(found));
                });
    }

    private void offer(Choice found) {
        choices.removeIf(found::isSameAs);
        choices.add(found);
        chosen.set(found);
    }

    private void inBackground(Runnable work) {
        background.execute(
                () -> {
                    try {
                        work.run();
                    } catch (LiveryException e) {
                        fx.execute(() -> error.set(Optional.of(e)));
                    }
                });
    }

    private void tellWhatStandsInTheWay() {
        blocked.set(whatStandsInTheWay(chosen.get()));
    }

    private String whatStandsInTheWay(Choice choice) {
        if (choice == null) {
            return "Choose what to fetch.";
        }
        if (choice.complete()) {
            return "It is on this computer already.";
        }
        if (choice.bytesMissing() > freeBytes) {
            return "The drive has %s free; %s more are needed."
                    .formatted(
                            ByteText.of(freeBytes), ByteText.of(choice.bytesMissing() - freeBytes));
        }
        return choice.terms().isEmpty() || accepted.get() ? "" : "Accept the terms first.";
    }

    /** Fetches what is chosen, unless something stands in the way. */
    void download() {
        if (run.active().get() || !blocked.get().isEmpty()) {
            return;
        }
        error.set(Optional.empty());
        answered();
        ModelLibrary here = library.get();
        here.accept(chosen.get().terms());
        run.start(here, chosen.get().set());
    }

    /** Takes what is chosen off the drive; what other sets need stays. */
    void remove() {
        Choice choice = chosen.get();
        if (choice == null || run.active().get()) {
            return;
        }
        inBackground(
                () -> {
                    library.get().remove(choice.set());
                    fx.execute(this::refresh);
                });
    }

    /** The painter has seen the question; it does not come again. */
    public void answered() {
        preferences.put(ASKED, "true");
        question.set(false);
    }

    ObservableList<Choice> choices() {
        return choices;
    }

    ObjectProperty<Choice> chosen() {
        return chosen;
    }

    /** Whether the painter accepts the terms of what is chosen. */
    BooleanProperty accepted() {
        return accepted;
    }

    /** Whether the panel should ask if models shall be fetched. */
    ReadOnlyBooleanProperty question() {
        return question.getReadOnlyProperty();
    }

    /** What the question says of the sizes, such as {@code 6.9 GB to 16.4 GB}; empty if unknown. */
    ReadOnlyStringProperty sizes() {
        return sizes.getReadOnlyProperty();
    }

    /** How much is free, and where. */
    ReadOnlyStringProperty space() {
        return space.getReadOnlyProperty();
    }

    /** Why Download is off; empty if it is on. */
    ReadOnlyStringProperty blocked() {
        return blocked.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<LiveryException>> error() {
        return error.getReadOnlyProperty();
    }

    DownloadRun run() {
        return run;
    }

    /** Ends a download that runs; a later one goes on from there. */
    @Override
    public void close() {
        run.cancel();
    }
}
