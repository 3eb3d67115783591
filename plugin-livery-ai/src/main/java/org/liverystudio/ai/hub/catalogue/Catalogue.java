package org.liverystudio.ai.hub.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liverystudio.host.LiveryException;

/** The models that this program knows: which files, at which commit, with which hashes. */
public final class Catalogue {
    private static final String RESOURCE = "catalogue.json";

    private final List<ModelSet> sets;

    private Catalogue(List<ModelSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /** The one that comes with the plugin. */
    public static Catalogue builtIn() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            return read(RESOURCE, in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is a part of the plugin", e);
        }
    }

    /**
     * @throws LiveryException if it is no catalogue; the message names the line or the field
     */
    static Catalogue read(String name, byte[] json) {
        return new Catalogue(CatalogueReader.read(name, json));
    }

    /**
     * This catalogue and, behind it, the sets of a file.
     *
     * @param file need not exist
     * @throws LiveryException if it is no catalogue, or names a set that is known already
     */
    public Catalogue with(Path file) {
        if (!Files.isRegularFile(file)) {
            return this;
        }
        List<ModelSet> all = new ArrayList<>(sets);
        for (ModelSet more : read(file.toString(), bytes(file)).sets()) {
            if (find(more.name()).isPresent()) {
                throw new LiveryException(
                        "%s: there is a set \"%s\" already.".formatted(file, more.name()),
                        "Give the set in that file another name.");
            }
            all.add(more);
        }
        return new Catalogue(all);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LiveryException(
                    "The list of models %s cannot be read: %s.".formatted(file, e.getMessage()),
                    "Make it readable, or move it away.",
                    e);
        }
    }

    public List<ModelSet> sets() {
        return sets;
    }

    public Optional<ModelSet> find(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /** What is known of the file at the same place. */
    public Optional<PinnedFile> find(PinnedFile file) {
        return sets.stream()
                .flatMap(set -> set.files().stream())
                .filter(known -> known.isAtPlaceOf(file))
                .findFirst();
    }

    /**
     * @throws LiveryException if there is no such set; the message names those there are
     */
    public ModelSet require(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new LiveryException(
                                        "There is no model set \"%s\".".formatted(name),
                                        "The sets are: %s."
                                                .formatted(
                                                        sets.stream()
                                                                .map(ModelSet::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
