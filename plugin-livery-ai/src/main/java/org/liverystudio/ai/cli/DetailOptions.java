package org.liverystudio.ai.cli;

import java.util.Optional;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.SecondPass;
import picocli.CommandLine.Option;

/** How large and how fine pictures get. */
final class DetailOptions {
    /** What {@code --hires} says; how pictures grow is an option of its own. */
    @FunctionalInterface
    interface SecondPassChoice {
        SecondPass by(Upscaler upscaler);
    }

    @Option(
            names = "--hires",
            paramLabel = "auto|off|" + PassOption.FORM,
            defaultValue = "auto",
            converter = Converters.OfSecondPass.class,
            description = {
                "Draw in two passes: a small picture first, then a larger one over it, at STRENGTH"
                        + " (default: 0.4, or 0.6 from latents). By default where --size is clearly"
                        + " above the model's own; otherwise --size is the first pass's."
            })
    SecondPassChoice hires;

    @Option(
            names = "--upscaler",
            paramLabel = "pixels|latent|latent-nearest",
            converter = Converters.OfUpscaler.class,
            defaultValue = "pixels",
            description =
                    "How the picture grows before the second pass (default: ${DEFAULT-VALUE}).")
    Upscaler upscaler;

    @Option(
            names = "--tile-refine",
            paramLabel = PassOption.FORM,
            converter = Converters.OfPass.class,
            description =
                    "At last redraw a larger picture window by window, up to 4096x4096, in memory"
                            + " that does not grow with it; template means the template's own"
                            + " pixels (default strength: 0.3).")
    PassOption refine;

    @Option(
            names = "--seamless",
            paramLabel = "none|x|y|both",
            converter = Converters.OfSeamless.class,
            defaultValue = "none",
            description =
                    "Let opposite edges continue each other, for patterns that repeat"
                            + " (default: ${DEFAULT-VALUE}).")
    Seamless seamless;

    Detail detail() {
        return new Detail(
                hires.by(upscaler),
                Optional.ofNullable(refine).map(PassOption::refining),
                seamless);
    }
}
