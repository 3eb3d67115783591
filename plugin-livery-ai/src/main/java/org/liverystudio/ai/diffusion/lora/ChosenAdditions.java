package org.liverystudio.ai.diffusion.lora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;

/**
 * What a painter adds to a model for one picture.
 *
 * @param loras in any number; their changes add up
 * @param embeddings files of learned words
 */
public record ChosenAdditions(List<Lora> loras, List<Path> embeddings) {
    public ChosenAdditions {
        loras = List.copyOf(loras);
        embeddings = List.copyOf(embeddings);
    }

    /**
     * @param weight 1 is as trained
     */
    public record Lora(Path file, double weight) {}

    /** The model alone. */
    public static ChosenAdditions none() {
        return new ChosenAdditions(List.of(), List.of());
    }

    /** Changes with the choice, and whenever one of the files is replaced. */
    public String fingerprint() {
        return Stream.concat(
                        loras.stream().map(lora -> print(lora.file()) + " " + lora.weight()),
                        embeddings.stream().map(ChosenAdditions::print))
                .collect(Collectors.joining("\n"));
    }

    private static String print(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            // Whoever opens it says so in its own words.
            return absolute + " missing";
        }
        try {
            return "%s %d %d"
                    .formatted(
                            absolute,
                            Files.size(absolute),
                            Files.getLastModifiedTime(absolute).toMillis());
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be read: %s.".formatted(absolute, e.getMessage()),
                    "Check that the file may be read.",
                    e);
        }
    }
}
