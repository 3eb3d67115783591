package org.liverystudio.ai.hub.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.hub.files.DurableFiles;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sets that a painter added by the name of a repository, in a file of the catalogue's own
 * format, so that they are listed, verified and removed like all others.
 */
public final class AddedModels {
    private final Path file;

    /**
     * @param file made with the first set
     */
    public AddedModels(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Adds a set, or replaces the one of the same name. */
    public synchronized void put(ModelSet set) {
        List<ModelSet> sets = others(set.name());
        sets.add(set);
        write(sets);
    }

    public synchronized void remove(String name) {
        List<ModelSet> others = others(name);
        if (Files.isRegularFile(file)) {
            write(others);
        }
    }

    private List<ModelSet> others(String name) {
        try {
            return Files.isRegularFile(file)
                    ? new ArrayList<>(
                            CatalogueReader.read(file.toString(), Files.readAllBytes(file)).stream()
                                    .filter(set -> !set.name().equals(name))
                                    .toList())
                    : new ArrayList<>();
        } catch (IOException e) {
            throw cannot("read", e);
        }
    }

    private void write(List<ModelSet> sets) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", 1);
        root.put(
                "sets",
                sets.stream().map(s -> Map.of("name", s.name(), "title", s.title())).toList());
        root.put(
                "repositories",
                sets.stream()
                        .flatMap(set -> set.files().stream().map(file -> repository(set, file)))
                        .toList());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            DurableFiles.write(
                    file,
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException e) {
            throw cannot("written", e);
        }
    }

    private static Map<String, Object> repository(ModelSet set, PinnedFile file) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", file.path());
        entry.put("sizeBytes", file.sizeBytes());
        entry.put("sizeIsSure", file.sizeIsSure());
        file.sha256().ifPresent(hash -> entry.put("sha256", hash));
        file.pieces()
                .ifPresent(
                        pieces ->
                                entry.put(
                                        "pieces",
                                        Map.of(
                                                "bytes",
                                                pieces.pieceBytes(),
                                                "sha256",
                                                pieces.sha256())));
        entry.put("role", file.role());
        entry.put("sets", List.of(set.name()));
        Map<String, Object> repository = new LinkedHashMap<>();
        repository.put("id", file.repo().toString());
        repository.put("commit", file.commit());
        repository.put("licence", file.licence());
        repository.put("files", List.of(entry));
        return repository;
    }

    private LiveryException cannot(String what, IOException e) {
        return new LiveryException(
                "The list of added models, %s, cannot be %s: %s."
                        .formatted(file, what, e.getMessage()),
                "Check the disk; the models themselves are safe.",
                e);
    }
}
