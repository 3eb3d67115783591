package org.liverystudio.ai.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.job.Generation;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.job.LatentFiles;
import org.liverystudio.ai.job.LayerLookup;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.host.Document;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Subscription;
import org.liverystudio.host.ToolContext;

/** What the panel shows and does; without controls, used on the JavaFX thread only. */
public final class PanelModel implements AutoCloseable {
    private static final String NO_DOCUMENT = "Open a template first (File > Open).";

    private final ToolContext context;
    private final ModelChoice model;
    private final Executor fx;
    private final PanelSettings settings;
    private final RequestForm form;
    private final ControlsModel controls = new ControlsModel();
    private final PreviewModel preview;
    private final AdditionsModel additions;
    private final SpeedModel speed;
    private final RunModel run;
    private final PromptTokens tokens;
    private final MachineModel machine;
    private final ObjectProperty<KeepLoaded> keepLoaded;
    private final ObservableList<String> recent = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper("");
    private final InvalidationListener onEdit = _ -> tellWhatStandsInTheWay();
    private final InvalidationListener onFrameEdit = _ -> refresh();
    private final Subscription activeChanges;
    private Subscription documentChanges = () -> {};
    private Optional<Document> document = Optional.empty();

    /**
     * @param fx runs work on the JavaFX thread
     * @param background runs what takes longer than a frame
     * @param seeds draws a seed
     */
    public PanelModel(
            ToolContext context,
            InstalledModels models,
            JobQueue queue,
            Executor fx,
            Executor background,
            LongSupplier seeds) {
        this.context = context;
        this.fx = fx;
        settings = new PanelSettings(context.preferences());
        model = new ModelChoice(models, settings, background, fx);
        form = new RequestForm(settings, seeds);
        additions = new AdditionsModel(settings, background, fx);
        speed = new SpeedModel(form, additions, settings);
        preview = new PreviewModel(background, fx);
        run = new RunModel(context, queue, fx);
        machine = new MachineModel(settings, background, fx);
        keepLoaded = new SimpleObjectProperty<>(KeepLoaded.stored(settings));
        keepLoaded.subscribe(choice -> queue.keepEngine(choice.time()));
        keepLoaded.addListener((_, _, choice) -> choice.store(settings));
        recent.setAll(settings.recentPrompts());
        tokens = new PromptTokens(form.prompt, background, fx);
        listen();
        model.facts().ifPresent(this::suit);
        model.status().addListener(_ -> modelChanged());
        activeChanges = context.documents().onActiveChanged(front -> fx.execute(() -> open(front)));
        open(context.documents().active());
    }

    /** Offers what a model knows, in the way that usually suits it. */
    private void suit(ModelFacts facts) {
        form.suit(facts);
        tokens.setModel(facts.folder());
        controls.setKinds(facts.controlNet().map(ModelFacts.ControlNet::kinds).orElse(Set.of()));
    }

    private void modelChanged() {
        model.facts().ifPresent(this::suit);
        refresh();
    }

    private void listen() {
        List.of(form.prompt, form.seed, form.steps, form.guidance, form.count, run.busy())
                .forEach(field -> field.addListener(onEdit));
        List.of(form.startFrom, form.strength).forEach(field -> field.addListener(onFrameEdit));
        List.of(form.size, form.onlySelection).forEach(field -> field.addListener(onFrameEdit));
        form.detail.fields().forEach(field -> field.addListener(onFrameEdit));
        List.of(form.count, form.guidance).forEach(field -> field.addListener(_ -> foretell()));
        machine.onChange(onFrameEdit);
        additions.rows().forEach(this::listen);
        additions
                .rows()
                .addListener(
                        (ListChangeListener<AdditionModel>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(this::listen);
                                    }
                                    tellWhatStandsInTheWay();
                                });
        controls.rows()
                .addListener(
                        (ListChangeListener<ControlModel>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(this::listen);
                                    }
                                    refresh();
                                });
    }

    private void listen(AdditionModel row) {
        row.enabled().addListener(onEdit);
        row.problem().addListener(onEdit);
    }

    private void listen(ControlModel row) {
        row.layer().addListener(onFrameEdit);
        row.kind().addListener(onFrameEdit);
    }

    private void open(Optional<Document> front) {
        documentChanges.close();
        document = front;
        documentChanges =
                front.map(d -> d.onChange(_ -> fx.execute(() -> changed(d)))).orElse(() -> {});
        front.ifPresentOrElse(d -> controls.open(d.snapshot()), controls::close);
        refresh();
    }

    private void changed(Document which) {
        if (document.filter(which::equals).isPresent()) {
            controls.update(which.snapshot());
            refresh();
        }
    }

    /** Tells anew what stands in the way, and draws the previews. */
    private void refresh() {
        tellWhatStandsInTheWay();
        if (document.isPresent() && model.facts().isPresent()) {
            preview.update(
                    request(),
                    document.get().snapshot(),
                    model.facts().get(),
                    List.copyOf(controls.rows()));
        } else {
            preview.clear();
        }
        foretell();
    }

    private void foretell() {
        if (document.isPresent() && model.facts().isPresent() && machine.problem().isEmpty()) {
            // What is painted does not matter; an empty prompt would be refused.
            GenerationRequest any = request().toBuilder().prompt("any").build();
            machine.foretell(any, document.get().snapshot(), model.facts().get());
        } else {
            machine.clear();
        }
    }

    private void tellWhatStandsInTheWay() {
        blocked.set(whatStandsInTheWay());
    }

    private String whatStandsInTheWay() {
        if (model.facts().isEmpty()) {
            return model.status().get().line();
        }
        if (document.isEmpty()) {
            return NO_DOCUMENT;
        }
        if (model.facts().get().controlNet().isEmpty() && !controls.rows().isEmpty()) {
            return "%s has no ControlNet, so layers cannot steer it. Remove them below Control."
                    .formatted(model.facts().get().title());
        }
        boolean nothingSelected = document.get().snapshot().selection().isEmpty();
        if (form.onlySelection.get() && nothingSelected) {
            return "Nothing is selected. Select a part of the car, or choose Paintable area.";
        }
        if (form.startFrom.get() == StartChoice.ACTIVE_LAYER && activeLayer().isEmpty()) {
            return "No layer is active. Click one in the layer panel, or start from the visible"
                    + " picture.";
        }
        if (!additions.problem().isEmpty()) {
            return additions.problem();
        }
        return form.problem().or(machine::problem).map(LiveryException::oneLine).orElse("");
    }

    private GenerationRequest request() {
        GenerationRequest request =
                form.toRequest(model.chosen().get(), controls.toControls(), activeLayer());
        Precision precision = model.precision().get().precision();
        NetworkSettings networks = machine.apply(request.networks().withPrecision(precision));
        return request.toBuilder().networks(additions.apply(networks)).build();
    }

    /** What a request names the active layer by. */
    private Optional<String> activeLayer() {
        return document.map(Document::snapshot)
                .flatMap(
                        snapshot ->
                                snapshot.activeLayer()
                                        .flatMap(snapshot::layer)
                                        .map(new LayerLookup(snapshot)::textFor));
    }

    /** Starts a generation on the document in front, unless something stands in the way. */
    public void generate() {
        if (run.busy().get() || !blocked.get().isEmpty()) {
            return;
        }
        if (form.randomSeed.get()) {
            form.rollSeed();
        }
        form.store();
        additions.store();
        recent.setAll(settings.remember(form.prompt.get().strip()));
        Document target = document.orElseThrow();
        DocumentSnapshot snapshot = target.snapshot();
        run.start(
                new Generation(
                        target,
                        snapshot,
                        request(),
                        model.facts().orElseThrow(),
                        Map.of(),
                        LatentFiles.NONE,
                        true));
    }

    public void cancel() {
        run.cancel();
    }

    RequestForm form() {
        return form;
    }

    ControlsModel controls() {
        return controls;
    }

    /** LoRAs and learned words. */
    AdditionsModel additions() {
        return additions;
    }

    /** The choice between exact pictures and fast ones. */
    SpeedModel speed() {
        return speed;
    }

    /** Puts a word at the end of the prompt, unless it is there. */
    void insert(String word) {
        String text = form.prompt.get().strip();
        if (!text.contains(word)) {
            form.prompt.set(text.isEmpty() ? word : text + ", " + word);
        }
    }

    RunModel run() {
        return run;
    }

    MachineModel machine() {
        return machine;
    }

    PreviewModel preview() {
        return preview;
    }

    ObservableList<String> recentPrompts() {
        return recent;
    }

    /** Such as "17 of 75 tokens"; empty while the prompt is. */
    ReadOnlyStringProperty promptLength() {
        return tokens.line();
    }

    /** Why Generate is off; empty if it is on. */
    ReadOnlyStringProperty blocked() {
        return blocked.getReadOnlyProperty();
    }

    /** Models were fetched. */
    public void modelsArrived() {
        model.arrived();
    }

    /** The model, and those that could be chosen. */
    ModelChoice model() {
        return model;
    }

    /** How long the model stays in memory without work; holds at once. */
    ObjectProperty<KeepLoaded> keepLoaded() {
        return keepLoaded;
    }

    /** Stops listening to the host; a generation in progress is the queue's business. */
    @Override
    public void close() {
        form.store();
        additions.store();
        activeChanges.close();
        documentChanges.close();
    }
}
