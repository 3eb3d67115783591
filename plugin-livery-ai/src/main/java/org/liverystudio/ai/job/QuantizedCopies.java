package org.liverystudio.ai.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.host.LiveryException;

/**
 * The models that the painter has had quantised, each in a folder of its own: {@code sdxl-int8} is
 * made of {@code sdxl}.
 *
 * @param folder that holds them; need not exist
 */
public record QuantizedCopies(Path folder) {
    private static final String INDEX = "model_index.json";

    /**
     * Where the copy of a model is or would be.
     *
     * @param model its name, such as {@code sdxl} or {@code org/name}
     */
    public Path place(String model, QuantizationScheme scheme) {
        return folder.resolve(name(model, scheme));
    }

    /** What the copy of a model is called. */
    static String name(String model, QuantizationScheme scheme) {
        return "%s-%s".formatted(model.replaceAll("[^\\w.-]+", "--"), scheme.word());
    }

    /** The copy of this name. */
    Optional<Path> find(String name) {
        return names().contains(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
    }

    /** Names of all that are whole. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> copies = Files.list(folder)) {
            return copies.filter(copy -> Files.isRegularFile(copy.resolve(INDEX)))
                    .map(copy -> copy.getFileName().toString())
                    // What is still being written has the index already.
                    .filter(name -> schemeOf(name).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LiveryException(
                    "The folder %s cannot be read: %s.".formatted(folder, e.getMessage()),
                    "Make it readable.",
                    e);
        }
    }

    /** The scheme that a copy's name ends with. */
    static Optional<QuantizationScheme> schemeOf(String name) {
        return Stream.of(QuantizationScheme.values())
                .filter(scheme -> name.endsWith("-" + scheme.word()))
                .findFirst();
    }
}
