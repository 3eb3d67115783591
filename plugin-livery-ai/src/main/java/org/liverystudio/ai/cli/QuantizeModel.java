package org.liverystudio.ai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.ai.diffusion.quantized.ModelQuantizer;
import org.liverystudio.ai.hub.files.ByteText;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.QuantizedCopies;
import org.liverystudio.host.CommandContext;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/** {@code livery models quantize}: a copy of a model with fewer bits. */
final class QuantizeModel {
    private final InstalledModels installed;
    private final QuantizedCopies copies;
    private final CommandContext context;

    QuantizeModel(InstalledModels installed, QuantizedCopies copies, CommandContext context) {
        this.installed = installed;
        this.copies = copies;
        this.context = context;
    }

    /**
     * @return 0, or 130 if cancelled
     * @throws LiveryException if it failed; what is finished stays
     */
    int run(ModelsOptions.Quantize options) {
        Optional<Path> named = folder(options.model);
        Path source =
                named.orElseGet(() -> installed.find(options.model, Optional.empty()).folder());
        Path target = options.output().orElseGet(() -> usualTarget(options, named));
        return new LongWork(context)
                .run(
                        line -> {
                            new ModelQuantizer(options.scheme, line::show, context.interrupted())
                                    .quantize(source, target);
                            line.clear();
                            report(options, source, target);
                        });
    }

    /** A folder that was named by its path, rather than a model by its name. */
    private static Optional<Path> folder(String model) {
        try {
            return Optional.of(Path.of(model)).filter(Files::isDirectory);
        } catch (InvalidPathException _) {
            // A name with a colon, such as one of the hub's on Windows.
            return Optional.empty();
        }
    }

    private Path usualTarget(ModelsOptions.Quantize options, Optional<Path> named) {
        return named.map(
                        folder -> {
                            Path whole = folder.toAbsolutePath().normalize();
                            return whole.resolveSibling(
                                    whole.getFileName() + "-" + options.scheme.word());
                        })
                .orElseGet(() -> copies.place(options.model, options.scheme));
    }

    private void report(ModelsOptions.Quantize options, Path source, Path target) {
        long before = bytes(source);
        long after = bytes(target);
        if (options.json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("folder", target.toString());
            answer.put("scheme", options.scheme.word());
            answer.put("bytes", after);
            answer.put("bytesBefore", before);
            context.out().println(JsonMapper.shared().writeValueAsString(answer));
            return;
        }
        context.out()
                .printf(
                        "%s takes %s; the original takes %s. To use it: livery generate --model %s%n",
                        target, ByteText.of(after), ByteText.of(before), useAs(target));
    }

    private String useAs(Path target) {
        boolean ours = target.startsWith(copies.folder());
        return ours ? target.getFileName().toString() : target.toString();
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new LiveryException(
                    "The folder %s cannot be read: %s.".formatted(folder, e.getMessage()),
                    "Check that it may be read.",
                    e);
        }
    }
}
