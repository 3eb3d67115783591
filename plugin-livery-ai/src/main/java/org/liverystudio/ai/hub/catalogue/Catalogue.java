package org.liverystudio.ai.hub.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            return read(in);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is a part of the plugin", e);
        }
    }

    /**
     * @throws tools.jackson.core.JacksonException if it is not a catalogue
     */
    public static Catalogue read(InputStream json) {
        JsonNode root = JsonMapper.shared().readTree(json);
        Map<String, List<PinnedFile>> filesOf = new LinkedHashMap<>();
        Map<String, String> titleOf = new LinkedHashMap<>();
        for (JsonNode set : root.required("sets")) {
            String name = set.required("name").stringValue();
            titleOf.put(name, set.required("title").stringValue());
            filesOf.put(name, new ArrayList<>());
        }
        for (JsonNode repo : root.required("repositories")) {
            for (JsonNode file : repo.required("files")) {
                PinnedFile pinned = pinned(repo, file);
                for (JsonNode set : file.required("sets")) {
                    filesOf.get(set.stringValue()).add(pinned);
                }
            }
        }
        return new Catalogue(
                filesOf.entrySet().stream()
                        .map(e -> new ModelSet(e.getKey(), titleOf.get(e.getKey()), e.getValue()))
                        .toList());
    }

    private static PinnedFile pinned(JsonNode repo, JsonNode file) {
        return new PinnedFile(
                RepoId.parse(repo.required("id").stringValue()),
                repo.required("commit").stringValue(),
                file.required("path").stringValue(),
                file.path("sizeBytes").longValue(0),
                file.has("sizeBytes") && file.path("sizeIsSure").booleanValue(true),
                file.optional("sha256").map(JsonNode::stringValue),
                Optional.empty(),
                file.required("role").stringValue(),
                repo.required("licence").stringValue());
    }

    public List<ModelSet> sets() {
        return sets;
    }

    public Optional<ModelSet> find(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
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
