package org.liverystudio.ai.ui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.ai.job.RequestRules;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;

/** The fields of the panel that do not depend on the document, and the request they make. */
final class RequestForm {
    /** What the size field shows while the model and the area decide. */
    static final String AUTOMATIC = "Automatic";

    final StringProperty prompt = new SimpleStringProperty("");
    final StringProperty negative = new SimpleStringProperty("");
    final BooleanProperty onlySelection = new SimpleBooleanProperty(false);
    final ObjectProperty<StartChoice> startFrom = new SimpleObjectProperty<>(StartChoice.NOTHING);
    final DoubleProperty strength = new SimpleDoubleProperty(0.6);
    final StringProperty size = new SimpleStringProperty(AUTOMATIC);
    final IntegerProperty steps = new SimpleIntegerProperty(20);
    final DoubleProperty guidance = new SimpleDoubleProperty(5);
    final ObjectProperty<SchedulerKind> sampler = new SimpleObjectProperty<>(SchedulerKind.EULER);
    final ObjectProperty<SpeedChoice> speed = new SimpleObjectProperty<>(SpeedChoice.EXACT);
    final StringProperty seed = new SimpleStringProperty("");
    final BooleanProperty randomSeed = new SimpleBooleanProperty(true);
    final IntegerProperty count = new SimpleIntegerProperty(1);
    final DetailForm detail;

    /** The model that steps and guidance were last chosen for. */
    private String suits;

    private final PanelSettings settings;
    private final LongSupplier seeds;

    /**
     * @param seeds draws a seed
     */
    RequestForm(PanelSettings settings, LongSupplier seeds) {
        this.settings = settings;
        this.seeds = seeds;
        detail = new DetailForm(settings);
        prompt.set(settings.text("prompt", ""));
        negative.set(settings.text("negative", ""));
        onlySelection.set(settings.text("where", "").equals("selection"));
        StartChoice.ofKey(settings.text("startFrom", "")).ifPresent(startFrom::set);
        settings.number("strength").ifPresent(strength::set);
        size.set(settings.text("size", AUTOMATIC));
        settings.whole("steps").ifPresent(steps::set);
        suits =
                settings.text(
                        "suits", settings.whole("steps").isPresent() ? InstalledModels.MINI : "");
        settings.number("guidance").ifPresent(guidance::set);
        SchedulerKind.ofOptionName(settings.text("sampler", "")).ifPresent(sampler::set);
        SpeedChoice.ofKey(settings.text("speed", "")).ifPresent(speed::set);
        settings.whole("count").ifPresent(count::set);
        randomSeed.set(!settings.text("randomSeed", "true").equals("false"));
        seed.set(settings.text("seed", ""));
        if (seed.get().isBlank()) {
            rollSeed();
        }
    }

    /** Keeps the fields for the next session. */
    void store() {
        settings.put("prompt", prompt.get());
        settings.put("negative", negative.get());
        settings.put("where", onlySelection.get() ? "selection" : "paintable");
        settings.put("startFrom", startFrom.get().key());
        settings.put("strength", Double.toString(strength.get()));
        settings.put("size", size.get());
        settings.put("suits", suits);
        settings.put("steps", Integer.toString(steps.get()));
        settings.put("guidance", Double.toString(guidance.get()));
        settings.put("sampler", sampler.get().optionName());
        settings.put("speed", speed.get().key());
        settings.put("count", Integer.toString(count.get()));
        settings.put("randomSeed", Boolean.toString(randomSeed.get()));
        settings.put("seed", seed.get());
        detail.store();
    }

    /** Takes over what usually suits a model, unless the painter has been with it before. */
    void suit(ModelFacts model) {
        if (!model.name().equals(suits)) {
            suits = model.name();
            steps.set(model.usualSteps());
            guidance.set(model.usualGuidance());
        }
    }

    void rollSeed() {
        seed.set(Long.toString(seeds.getAsLong()));
    }

    /** The first field that makes no request, in words. */
    Optional<LiveryException> problem() {
        if (size().isEmpty() && !isAutomaticSize()) {
            return Optional.of(
                    new LiveryException(
                            "\"%s\" is no size.".formatted(size.get()),
                            "Write width and height, such as 512x512, or choose Automatic."));
        }
        if (seed().isEmpty()) {
            return Optional.of(
                    new LiveryException(
                            "\"%s\" is no seed.".formatted(seed.get()),
                            "Write a whole number from 0 up, or roll the dice."));
        }
        return RequestRules.firstProblem(
                toRequest(InstalledModels.MINI, List.of(), Optional.empty()));
    }

    /**
     * Only to be called while {@link #problem} finds none, but harmless otherwise.
     *
     * @param model its name or folder
     * @param activeLayer the layer to start from, if the painter chose that
     */
    GenerationRequest toRequest(
            String model, List<Control> controls, Optional<String> activeLayer) {
        Sampling sampling =
                new Sampling(
                        steps.get(),
                        Math.round(guidance.get() * 10) / 10.0, // what the panel shows, no more
                        sampler.get(),
                        seed().orElse(0),
                        count.get());
        return GenerationRequest.builder(prompt.get(), model, sampling)
                .negativePrompt(negative.get())
                .controls(controls)
                .where(onlySelection.get() ? new Where.Selected() : new Where.Paintable())
                .start(start(activeLayer))
                .size(size())
                .detail(detail.detail())
                .shortcuts(speed.get().shortcuts())
                .build();
    }

    private Optional<Start> start(Optional<String> activeLayer) {
        Optional<StartSource> source =
                switch (startFrom.get()) {
                    case NOTHING -> Optional.empty();
                    case VISIBLE -> Optional.of(new StartSource.Visible());
                    case ACTIVE_LAYER -> activeLayer.map(StartSource.Named::new);
                };
        double shown = Math.round(strength.get() * 100) / 100.0;
        return source.map(from -> new Start(from, shown));
    }

    private boolean isAutomaticSize() {
        return size.get() == null
                || size.get().isBlank()
                || size.get().strip().equalsIgnoreCase(AUTOMATIC);
    }

    private Optional<Size> size() {
        return isAutomaticSize()
                ? Optional.empty()
                : Size.parse(size.get().replace("×", "x").replaceAll("\\s+", ""));
    }

    private OptionalLong seed() {
        String digits = seed.get() == null ? "" : seed.get().strip();
        return digits.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
