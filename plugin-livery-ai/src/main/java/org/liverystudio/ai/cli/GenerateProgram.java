package org.liverystudio.ai.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.job.Generation;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.GenerationResult;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.JobQueue;
import org.liverystudio.ai.job.JobState;
import org.liverystudio.ai.job.LayerLookup;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.ai.job.RequestRules;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.Document;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LiveryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code livery generate}: reads a template, generates, writes the result. */
public final class GenerateProgram {
    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int CANCELLED = 130;

    private final InstalledModels models;
    private final BiFunction<EngineHome, Optional<Path>, DiffusionEngine> engines;
    private final LongSupplier randomSeed;

    /**
     * @param engines makes the engine of a home, with the libtorch of a folder if one is named
     * @param randomSeed draws a seed where none is given
     */
    public GenerateProgram(
            InstalledModels models,
            BiFunction<EngineHome, Optional<Path>, DiffusionEngine> engines,
            LongSupplier randomSeed) {
        this.models = models;
        this.engines = engines;
        this.randomSeed = randomSeed;
    }

    /**
     * @return exit code: 0 done, 2 wrong usage, 130 cancelled
     * @throws LiveryException if it failed; nothing was written then
     */
    public int run(List<String> arguments, CommandContext context) {
        GenerateOptions options = new GenerateOptions();
        CommandLine line = new CommandLine(options).setColorScheme(plain());
        try {
            line.parseArgs(arguments.toArray(new String[0]));
            if (line.isUsageHelpRequested()) {
                line.usage(context.out(), plain());
                return DONE;
            }
            checkRules(options, line);
        } catch (ParameterException e) {
            String message = e.getMessage().replaceAll("\\s+", " ").strip();
            String sentence = message.endsWith(".") ? message : message + ".";
            context.err().println(sentence + " See livery generate --help.");
            return WRONG_USAGE;
        }
        return generate(options, context);
    }

    private static CommandLine.Help.ColorScheme plain() {
        return CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF);
    }

    /** What is wrong whatever the template is, is wrong usage. */
    private static void checkRules(GenerateOptions options, CommandLine line) {
        if (options.strength != null && options.init == null) {
            throw new ParameterException(
                    line, "--strength needs --init, the picture that it changes.");
        }
        try {
            options.additions.fastSetting();
        } catch (LiveryException e) {
            throw new ParameterException(line, e.oneLine());
        }
        // Steps that the model decides cannot break a rule.
        GenerationRequest request =
                options.toRequest(RequestRules.MAX_STEPS, 1, 0, any -> ControlKind.MASK);
        RequestRules.firstProblem(request)
                .ifPresent(
                        problem -> {
                            throw new ParameterException(line, problem.oneLine());
                        });
    }

    private int generate(GenerateOptions options, CommandContext context) {
        long start = System.nanoTime();
        Path output = OutputFile.choose(Optional.ofNullable(options.output), options.template);
        OutputFile.checkPlace(output);
        context.documents().checkWritable(output);
        options.additions.checkFiles();
        options.additions
                .unusedWords(options.prompt, options.negative)
                .forEach(
                        word ->
                                context.err()
                                        .println(
                                                "Note: the embedding \"%1$s\" does nothing until the prompt says %1$s."
                                                        .formatted(word)));
        try (LatentOptions latents = LatentOptions.check(options)) {
            ModelFacts model =
                    models.inPrecision(
                            models.find(options.model, Optional.ofNullable(options.controlNet)),
                            options.precision);
            Document document = context.documents().read(options.template);
            document.notices().forEach(notice -> context.err().println("Note: " + notice));
            Generation generation = generation(options, model, document, latents, context);

            JobState.Ended end = await(generation, () -> engine(options), context);
            if (end instanceof JobState.Finished(GenerationResult result)) {
                List<String> lost = context.documents().write(document, output);
                lost.forEach(what -> context.err().println("Warning: " + what));
                List<Path> files = new ArrayList<>(List.of(output));
                latents.keep().ifPresent(files::add);
                Duration total = Duration.ofNanos(System.nanoTime() - start);
                ResultReport report = new ResultReport(result, model, files, lost, total);
                context.out().println(options.json ? report.json() : report.line());
                context.out().flush();
            }
            return exitCode(end);
        }
    }

    private static int exitCode(JobState.Ended end) {
        return switch (end) {
            case JobState.Finished _ -> DONE;
            case JobState.Cancelled _ -> CANCELLED;
            case JobState.Failed(LiveryException reason) -> throw reason;
        };
    }

    private Generation generation(
            GenerateOptions options,
            ModelFacts model,
            Document document,
            LatentOptions latents,
            CommandContext context) {
        DocumentSnapshot snapshot = document.snapshot();
        LayerLookup layers = new LayerLookup(snapshot);
        Map<String, DocumentSnapshot> pictures = readPictures(options, layers, context);
        GenerationRequest request =
                options.toRequest(
                        model.usualSteps(),
                        model.usualGuidance(),
                        randomSeed.getAsLong(),
                        source -> usualKind(layers.find(source)));
        return new Generation(document, snapshot, request, model, pictures, latents.files(), false);
    }

    private DiffusionEngine engine(GenerateOptions options) {
        return engines.apply(options.engine, Optional.ofNullable(options.machine.libtorch));
    }

    private JobState.Ended await(
            Generation generation, Supplier<DiffusionEngine> engine, CommandContext context) {
        ProgressLine progress = new ProgressLine(context.err(), context.isTerminal());
        try (JobQueue queue = new JobQueue(engine, Duration.ofMinutes(1))) {
            return queue.submit(generation, context.interrupted(), progress::show).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JobState.Cancelled();
        }
    }

    private static ControlKind usualKind(Optional<Layer> layer) {
        return layer.map(l -> ControlKind.usualFor(l.role())).orElse(ControlKind.MASK);
    }

    /**
     * Reads the files among the controls and the start; a layer goes before a file of the same
     * name.
     */
    private static Map<String, DocumentSnapshot> readPictures(
            GenerateOptions options, LayerLookup layers, CommandContext context) {
        List<String> sources = new ArrayList<>();
        options.controls.forEach(control -> sources.add(control.source()));
        options.startName().ifPresent(sources::add);
        Map<String, DocumentSnapshot> pictures = new LinkedHashMap<>();
        for (String source : sources) {
            if (layers.find(source).isEmpty()) {
                Path file = file(source).orElseThrow(() -> unknown(source, layers));
                pictures.put(source, context.documents().read(file).snapshot());
            }
        }
        return pictures;
    }

    private static LiveryException unknown(String source, LayerLookup layers) {
        LiveryException missing = layers.missing(source, "layer or file");
        return source.contains(":")
                ? new LiveryException(
                        missing.getMessage(), "A kind is depth, mask or lines. " + missing.advice())
                : missing;
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional
                    .empty(); // On Windows a colon, as in a mistyped kind, is no path at all.
        }
    }
}
