package org.liverystudio.ai.ui;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.job.FastSetting;

/**
 * The choice between exact pictures and fast ones of few steps. Fast switches on the first LoRA of
 * the list that is made for few steps, and sets sampler, steps and guidance as it wants them; exact
 * puts back what was there before.
 */
final class SpeedModel {
    private static final String NO_LORA =
            "Add a LoRA for few steps, such as SDXL-Lightning or LCM, to make pictures in 4 to 8"
                    + " steps.";

    /** Begins the keys under which the settings of exact pictures wait. */
    private static final String EXACT = "exact.";

    private final RequestForm form;
    private final AdditionsModel additions;
    private final PanelSettings settings;
    private final BooleanProperty fast = new SimpleBooleanProperty(false);
    private final ReadOnlyBooleanWrapper available = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper();

    SpeedModel(RequestForm form, AdditionsModel additions, PanelSettings settings) {
        this.form = form;
        this.additions = additions;
        this.settings = settings;
        lora().ifPresent(row -> fast.set(row.enabled().get() && isSet(setting(row))));
        fast.addListener((_, _, now) -> change(now));
        additions.rows().addListener((ListChangeListener<AdditionModel>) _ -> listChanged());
        InvalidationListener tell = _ -> tell();
        fast.addListener(tell);
        form.steps.addListener(tell);
        listChanged();
    }

    /** Whether pictures are made in few steps. */
    BooleanProperty fast() {
        return fast;
    }

    /** Whether there is a LoRA for it. */
    ReadOnlyBooleanProperty available() {
        return available.getReadOnlyProperty();
    }

    /** What the choice means, or what is missing for it. */
    ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    private Optional<AdditionModel> lora() {
        return additions.rows().stream()
                .filter(row -> FastSetting.find(row.file()).isPresent())
                .findFirst();
    }

    private static FastSetting setting(AdditionModel row) {
        return FastSetting.of(row.file());
    }

    private boolean isSet(FastSetting setting) {
        return form.sampler.get() == setting.sampler() && form.steps.get() <= setting.steps();
    }

    private void listChanged() {
        available.set(lora().isPresent());
        if (!available.get()) {
            fast.set(false);
        }
        tell();
    }

    private void change(boolean now) {
        if (now) {
            lora().ifPresent(this::begin);
        } else {
            lora().ifPresent(row -> row.enabled().set(false));
            putBack();
        }
    }

    private void begin(AdditionModel row) {
        settings.put(EXACT + "sampler", form.sampler.get().optionName());
        settings.put(EXACT + "steps", Integer.toString(form.steps.get()));
        settings.put(EXACT + "guidance", Double.toString(form.guidance.get()));
        FastSetting setting = setting(row);
        row.enabled().set(true);
        row.weight().set(1);
        form.sampler.set(setting.sampler());
        form.steps.set(setting.steps());
        form.guidance.set(setting.guidance());
    }

    private void putBack() {
        SchedulerKind.ofOptionName(settings.text(EXACT + "sampler", ""))
                .ifPresent(form.sampler::set);
        settings.whole(EXACT + "steps").ifPresent(form.steps::set);
        settings.number(EXACT + "guidance").ifPresent(form.guidance::set);
    }

    private void tell() {
        if (!available.get()) {
            hint.set(NO_LORA);
        } else if (fast.get()) {
            hint.set(
                    "%s, %d steps: quick and approximate, for trying out prompts."
                            .formatted(
                                    lora().map(row -> setting(row).kind().title()).orElse(""),
                                    form.steps.get()));
        } else {
            hint.set("");
        }
    }
}
