package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.job.FastSetting;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code livery generate}; picocli fills the fields. */
@Command(
        name = "livery generate",
        description = "Paints a template from a prompt; the result is a new layer.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = {
            "",
            "A control is a layer, or a picture file laid over the template:",
            "  Mask:mask             the template's mask, white islands on black",
            "  Mask:depth:0.6        the same as a depth cue, at strength 0.6",
            "  Mask:mask:0.8:0-0.5   only for the first half of the steps",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled."
        })
final class GenerateOptions {
    private static final String VISIBLE = "visible";

    @Parameters(paramLabel = "TEMPLATE", description = "The picture to paint, such as a PSD.")
    Path template;

    @Option(
            names = {"-p", "--prompt"},
            required = true,
            paramLabel = "PROMPT",
            description =
                    "What to paint, at any length. (gold:1.3) or (gold) weighs more, [gold] less;"
                            + " \\( is a plain bracket.")
    String prompt;

    @Option(
            names = {"-n", "--negative"},
            paramLabel = "PROMPT",
            defaultValue = "",
            description = "What to keep out.")
    String negative;

    @Option(
            names = "--control",
            paramLabel = "LAYER|FILE[:depth|mask|lines[:STRENGTH[:START-END]]]",
            converter = Converters.OfControl.class,
            description = "A picture that steers the network; may be given several times.")
    List<ControlOption> controls = new ArrayList<>();

    @ArgGroup Place place = new Place();

    /** At most one of these. */
    static final class Place {
        @Option(
                names = "--mask",
                paramLabel = "LAYER",
                description = "Paint only where this layer is opaque.")
        String layer;

        @Option(
                names = "--select",
                paramLabel = "X,Y,W,H",
                converter = Converters.OfRect.class,
                description = "Paint only in this rectangle of pixels.")
        Rect rectangle;
    }

    @Option(
            names = "--init",
            paramLabel = "LAYER|FILE|visible",
            description =
                    "Start from this layer or picture file, or from the template as it looks,"
                            + " instead of from noise. With --mask or --select only that part"
                            + " changes; where the layer of --mask is half opaque, half as much.")
    String init;

    @Option(
            names = "--strength",
            paramLabel = "S",
            description =
                    "How much of the start may change: above 0 (nothing) to 1 (everything);"
                            + " default: 0.6.")
    Double strength;

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR|FILE",
            defaultValue = InstalledModels.MINI,
            description =
                    "mini (built in), sdxl or another downloaded model, a folder in diffusers'"
                            + " SDXL layout, or a .safetensors checkpoint"
                            + " (default: ${DEFAULT-VALUE}).")
    String model;

    @Option(
            names = "--controlnet",
            paramLabel = "DIR",
            description = "Another ControlNet than the model's own.")
    String controlNet;

    @Mixin AdditionOptions additions;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Converters.OfSize.class,
            description =
                    "Size of the generated picture, in multiples of 8; by default it follows the"
                            + " model and the shape of the area.")
    Size size;

    @Mixin DetailOptions detail;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of denoising.")
    Integer steps;

    @Option(names = "--guidance", paramLabel = "G", description = "Pull of the prompt; 1 is off.")
    Double guidance;

    @Option(
            names = "--sampler",
            paramLabel = "euler|euler-a|dpmpp-2m-karras|ddim|lcm|...",
            converter = Converters.OfSampler.class,
            description = {
                "How steps are taken (default: euler). Also dpmpp-2m,"
                        + " dpmpp-2m-sde-karras, unipc, and euler-trailing for Lightning and Turbo"
                        + " models; lcm is for models made for it."
            })
    SchedulerKind sampler;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same picture; by default one is drawn and printed.")
    Long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "Pictures to make, each on a layer of its own; seeds count up.")
    int count;

    @Option(
            names = "--dtype",
            paramLabel = "auto|fp32|bf16|fp16|int8|int4",
            converter = Converters.OfPrecision.class,
            defaultValue = "auto",
            description =
                    "Number format of the networks (default: ${DEFAULT-VALUE}). int8 and int4 hold"
                            + " the weights of large models in a half or a third of the memory.")
    Precision precision;

    @Mixin MachineOptions machine;

    @Mixin ShortcutOptions faster;

    @Option(
            names = "--engine",
            paramLabel = "in-process|worker",
            converter = Converters.OfEngine.class,
            defaultValue = "worker",
            description = "Where it computes (default: ${DEFAULT-VALUE}).")
    EngineHome engine;

    @Option(
            names = "--latents",
            paramLabel = "IN.safetensors",
            description = "Start from these latents instead of noise from the seed.")
    Path latents;

    @Option(
            names = "--save-latents",
            paramLabel = "OUT.safetensors",
            description = "Also write the final latents.")
    Path saveLatents;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write; the ending decides the format. By default a new PSD beside the"
                            + " template.")
    Path output;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private Where where() {
        if (place.layer != null) {
            return new Where.ByLayer(place.layer);
        }
        return place.rectangle == null
                ? new Where.Paintable()
                : new Where.Rectangle(place.rectangle);
    }

    private Optional<Start> start() {
        return Optional.ofNullable(init)
                .map(text -> new Start(source(text), Objects.requireNonNullElse(strength, 0.6)));
    }

    private static StartSource source(String text) {
        return text.equals(VISIBLE) ? new StartSource.Visible() : new StartSource.Named(text);
    }

    /** What is named to start from, a layer or a file. */
    Optional<String> startName() {
        return Optional.ofNullable(init).filter(text -> !text.equals(VISIBLE));
    }

    /**
     * @param usualKind the kind of a control where none is given
     */
    GenerationRequest toRequest(
            int usualSteps,
            double usualGuidance,
            long usualSeed,
            Function<String, ControlKind> usualKind) {
        Optional<FastSetting> fast = additions.fastSetting();
        int fewSteps = fast.map(FastSetting::steps).orElse(usualSteps);
        double lessGuidance = fast.map(FastSetting::guidance).orElse(usualGuidance);
        SchedulerKind usual = fast.map(FastSetting::sampler).orElse(SchedulerKind.EULER);
        Sampling sampling =
                new Sampling(
                        Objects.requireNonNullElse(steps, fewSteps),
                        Objects.requireNonNullElse(guidance, lessGuidance),
                        Objects.requireNonNullElse(sampler, usual),
                        Objects.requireNonNullElse(seed, usualSeed),
                        count);
        return GenerationRequest.builder(prompt, model, sampling)
                .negativePrompt(negative)
                .controls(controls.stream().map(c -> c.toControl(usualKind)).toList())
                .where(where())
                .start(start())
                .size(Optional.ofNullable(size))
                .detail(detail.detail())
                .controlNet(Optional.ofNullable(controlNet))
                .networks(
                        additions.apply(
                                machine.apply(NetworkSettings.usual().withPrecision(precision))))
                .shortcuts(faster.shortcuts())
                .build();
    }
}
