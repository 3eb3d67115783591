package org.liverystudio.ai.hub.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.catalogue.AddedModels;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.host.LiveryException;

/**
 * What the library remembers, in the plugin's own folder: the cache belongs to all programs.
 *
 * @param folder made when there is something to remember
 */
record LibraryFiles(Path folder) {
    private static final String ACCEPTED = "accepted-licences.txt";
    private static final String SPEED = "line-speed.txt";

    /** Made by painters, in the catalogue's format; never written here. */
    Path userCatalogue() {
        return folder.resolve("models.json");
    }

    AddedModels added() {
        return new AddedModels(folder.resolve("added-models.json"));
    }

    CheckedBlobs checked() {
        return new CheckedBlobs(folder.resolve("checked-models.json"));
    }

    /** The folder that the painter chose for models. */
    Optional<Path> chosenCache() {
        Path note = cacheNote();
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(Files.readString(note).strip()));
        } catch (IOException | InvalidPathException e) {
            throw new LiveryException(
                    "The note of the models folder, %s, cannot be read: %s."
                            .formatted(note, e.getMessage()),
                    "Delete it; models are then looked for in the usual place.",
                    e);
        }
    }

    void chooseCache(Path cache) {
        try {
            Files.createDirectories(folder);
            DurableFiles.write(cacheNote(), cache.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LiveryException(
                    "The models are in %s now, but that cannot be noted in %s: %s."
                            .formatted(cache, folder, e.getMessage()),
                    "Set HF_HUB_CACHE to that folder.",
                    e);
        }
    }

    /** Terms that the painter has accepted. */
    Set<String> accepted() {
        return new TreeSet<>(lines(folder.resolve(ACCEPTED)));
    }

    void accept(Set<String> licences) {
        Set<String> all = accepted();
        if (all.addAll(licences)) {
            write(folder.resolve(ACCEPTED), String.join("\n", all) + "\n");
        }
    }

    /** Bytes a second of the last download that took a while. */
    OptionalDouble lineSpeed() {
        return lines(folder.resolve(SPEED)).stream()
                .filter(line -> line.matches("\\d{1,15}"))
                .mapToDouble(Double::parseDouble)
                .findFirst();
    }

    void rememberLineSpeed(double bytesPerSecond) {
        write(folder.resolve(SPEED), Long.toString((long) bytesPerSecond));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new LiveryException(
                    "The file %s cannot be read: %s.".formatted(file, e.getMessage()),
                    "Make it readable, or delete it.",
                    e);
        }
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(folder);
            DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LiveryException(
                    "The file %s cannot be written: %s.".formatted(file, e.getMessage()),
                    "Check the drive; the models themselves are safe.",
                    e);
        }
    }

    private Path cacheNote() {
        return folder.resolve("models-folder.txt");
    }
}
