package org.liverystudio.ai.ui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;

/** How large and how fine pictures get: the fields, and what they ask for. */
final class DetailForm {
    final ObjectProperty<SecondPassChoice> secondPass =
            new SimpleObjectProperty<>(SecondPassChoice.AUTOMATIC);
    final ObjectProperty<Upscaler> upscaler = new SimpleObjectProperty<>(Upscaler.PIXELS);
    final DoubleProperty strength = new SimpleDoubleProperty(Upscaler.PIXELS.usualStrength());
    final BooleanProperty refine = new SimpleBooleanProperty(false);
    final DoubleProperty refineStrength =
            new SimpleDoubleProperty(LargerPass.refining(new Target.Template()).strength());
    final ObjectProperty<Seamless> seamless = new SimpleObjectProperty<>(Seamless.NONE);
    final BooleanProperty open = new SimpleBooleanProperty(false);

    private final PanelSettings settings;

    DetailForm(PanelSettings settings) {
        this.settings = settings;
        SecondPassChoice.ofKey(settings.text("secondPass", "")).ifPresent(secondPass::set);
        Upscaler.ofOptionName(settings.text("upscaler", "")).ifPresent(upscaler::set);
        settings.number("secondStrength").ifPresent(strength::set);
        refine.set(settings.text("refine", "false").equals("true"));
        settings.number("refineStrength").ifPresent(refineStrength::set);
        Seamless.ofOptionName(settings.text("seamless", "")).ifPresent(seamless::set);
        open.set(settings.text("detailOpen", "false").equals("true"));
        // Soft latents need more strength than sharp pixels; a strength of one's own stays.
        upscaler.addListener(
                (_, before, now) -> {
                    if (strength.get() == before.usualStrength()) {
                        strength.set(now.usualStrength());
                    }
                });
    }

    /** Keeps the fields for the next session. */
    void store() {
        settings.put("secondPass", secondPass.get().key());
        settings.put("upscaler", upscaler.get().optionName());
        settings.put("secondStrength", Double.toString(strength.get()));
        settings.put("refine", Boolean.toString(refine.get()));
        settings.put("refineStrength", Double.toString(refineStrength.get()));
        settings.put("seamless", seamless.get().optionName());
        settings.put("detailOpen", Boolean.toString(open.get()));
    }

    /** What a request follows from. */
    List<Observable> fields() {
        return List.of(secondPass, upscaler, strength, refine, refineStrength, seamless);
    }

    Detail detail() {
        return new Detail(
                second(),
                refine.get()
                        ? Optional.of(
                                pass(new Target.Template(), refineStrength.get(), Upscaler.PIXELS))
                        : Optional.empty(),
                seamless.get());
    }

    private SecondPass second() {
        return switch (secondPass.get()) {
            case AUTOMATIC -> new SecondPass.Automatic();
            case OFF -> new SecondPass.Off();
            case HALF_AGAIN, TWICE ->
                    new SecondPass.By(
                            pass(
                                    new Target.Factor(secondPass.get().factor()),
                                    strength.get(),
                                    upscaler.get()));
        };
    }

    private static LargerPass pass(Target target, double strength, Upscaler upscaler) {
        double shown = Math.round(strength * 100) / 100.0;
        return new LargerPass(target, shown, OptionalInt.empty(), upscaler);
    }
}
