package org.liverystudio.ai.ui;

import java.util.Locale;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.job.RequestRules;
import org.liverystudio.ai.ui.parts.ListTitles;

/** Where paint goes, and how the picture is made. */
final class SettingsView {
    private static final int STEPS_ON_SLIDER = 60;
    private static final double GUIDANCE_ON_SLIDER = 15;

    private SettingsView() {}

    /** The choice between all of the paintable area and the selection. */
    static VBox where(PanelModel model) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton all = toggle("livery-where-paintable", "Paintable area", group);
        all.getStyleClass().add("left-pill");
        all.setTooltip(new Tooltip("Everywhere that the template's mask leaves free"));
        ToggleButton selection = toggle("livery-where-selection", "Selection", group);
        selection.getStyleClass().add("right-pill");
        selection.setTooltip(new Tooltip("Only inside the selection, and only where paint may go"));
        group.selectToggle(model.form().onlySelection.get() ? selection : all);
        group.selectedToggleProperty()
                .addListener(
                        (_, before, now) -> {
                            if (now == null) {
                                group.selectToggle(before);
                            } else {
                                model.form().onlySelection.set(now == selection);
                            }
                        });
        HBox buttons = new HBox(all, selection);
        return Parts.section(Parts.heading("Where"), buttons, Parts.hint(model.preview().frame()));
    }

    private static ToggleButton toggle(String id, String text, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setToggleGroup(group);
        return Parts.grow(button);
    }

    /** Steps, guidance, sampler, speed, count and seed. */
    static VBox picture(RequestForm form) {
        return new VBox(
                Parts.GAP,
                Parts.heading("Picture"),
                slider(
                        "Steps",
                        "livery-steps",
                        1,
                        STEPS_ON_SLIDER,
                        true,
                        form.steps,
                        "More steps: cleaner, slower"),
                slider(
                        "Guidance",
                        "livery-guidance",
                        1,
                        GUIDANCE_ON_SLIDER,
                        false,
                        form.guidance,
                        "How strictly the prompt is followed; 1 is off, 5 usual"),
                sampler(form),
                speed(form),
                count(form),
                seed(form));
    }

    private static HBox slider(
            String name,
            String id,
            double low,
            double high,
            boolean whole,
            Property<Number> value,
            String tip) {
        Slider slider = new Slider(low, high, low);
        slider.setId(id);
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(whole ? 1 : 0.5);
        slider.setTooltip(new Tooltip(tip));
        slider.valueProperty().bindBidirectional(value);
        Label shown = new Label();
        shown.setMinWidth(30);
        shown.setAlignment(Pos.CENTER_RIGHT);
        shown.textProperty()
                .bind(
                        slider.valueProperty()
                                .map(
                                        v ->
                                                whole
                                                        ? Long.toString(Math.round(v.doubleValue()))
                                                        : String.format(
                                                                Locale.ROOT,
                                                                "%.1f",
                                                                v.doubleValue())));
        return Parts.row(name, Parts.grow(slider), shown);
    }

    private static HBox sampler(RequestForm form) {
        ComboBox<SchedulerKind> sampler = new ComboBox<>();
        sampler.setId("livery-sampler");
        sampler.getItems().setAll(SchedulerKind.values());
        sampler.setConverter(new ListTitles<>(SchedulerKind::title));
        sampler.setTooltip(
                new Tooltip(
                        "How noise becomes a picture; LCM and few steps are for models made so"));
        sampler.setMinWidth(80);
        sampler.valueProperty().bindBidirectional(form.sampler);
        return Parts.row("Sampler", Parts.grow(sampler));
    }

    private static HBox speed(RequestForm form) {
        ComboBox<SpeedChoice> speed = new ComboBox<>();
        speed.setId("livery-speed");
        speed.getItems().setAll(SpeedChoice.values());
        speed.setConverter(new ListTitles<>(SpeedChoice::label));
        speed.setTooltip(
                new Tooltip(
                        "Approximate: takes over from step to step what changes little; the picture"
                                + " differs a little from the exact one"));
        speed.setMinWidth(80);
        speed.valueProperty().bindBidirectional(form.speed);
        return Parts.row("Speed", Parts.grow(speed));
    }

    private static HBox count(RequestForm form) {
        Spinner<Integer> count = new Spinner<>(1, RequestRules.MAX_COUNT, form.count.get());
        count.setId("livery-count");
        count.setEditable(true);
        count.setPrefWidth(76);
        count.setMinWidth(76);
        count.setTooltip(new Tooltip("Pictures to make, each on a layer of its own"));
        count.valueProperty().addListener((_, _, now) -> form.count.set(now));
        form.count.addListener((_, _, now) -> count.getValueFactory().setValue(now.intValue()));
        return Parts.row("Pictures", count);
    }

    private static HBox seed(RequestForm form) {
        TextField seed = new TextField();
        seed.setId("livery-seed");
        seed.setTooltip(new Tooltip("Same seed and settings, same picture"));
        seed.textProperty().bindBidirectional(form.seed);
        CheckBox random = new CheckBox("Random");
        random.setTooltip(new Tooltip("Draw a new seed for each generation"));
        random.setId("livery-seed-random");
        random.setMinWidth(CheckBox.USE_PREF_SIZE);
        random.selectedProperty().bindBidirectional(form.randomSeed);
        seed.disableProperty().bind(form.randomSeed);
        Node dice = Parts.iconButton("livery-seed-roll", Icons.DIE, "Roll a seed", form::rollSeed);
        return Parts.row("Seed", Parts.grow(seed), dice, random);
    }
}
