package org.liverystudio.editor.format.psd;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.liverystudio.host.LayerRole;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Roles set by hand and values of plugins, kept in one image resource. The format is described in
 * the package documentation.
 */
final class PsdLayerProperties {
    static final int RESOURCE_ID = 4763;
    private static final String FORMAT = "org.liverystudio.layers";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Entry> layers;

    private PsdLayerProperties(Map<String, Entry> layers) {
        this.layers = layers;
    }

    private record Content(String format, int version, Map<String, Entry> layers) {}

    private record Entry(String role, Map<String, String> properties) {}

    /** Without any. */
    static PsdLayerProperties none() {
        return new PsdLayerProperties(new LinkedHashMap<>());
    }

    /**
     * Reads the resource.
     *
     * @return empty if there is none, or if a plug-in of another program uses the same number
     */
    static Optional<PsdLayerProperties> read(List<PsdResource> resources) {
        return PsdResource.find(resources, RESOURCE_ID).flatMap(PsdLayerProperties::parse);
    }

    private static Optional<PsdLayerProperties> parse(PsdResource resource) {
        try {
            Content content = JSON.readValue(resource.data(), Content.class);
            boolean ours =
                    content != null
                            && FORMAT.equals(content.format)
                            && content.version == VERSION
                            && content.layers != null;
            return ours ? Optional.of(new PsdLayerProperties(content.layers)) : Optional.empty();
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }

    Optional<LayerRole> role(OptionalInt fileId) {
        return entry(fileId)
                .map(Entry::role)
                .flatMap(
                        name ->
                                Arrays.stream(LayerRole.values())
                                        .filter(role -> role.name().equals(name))
                                        .findFirst());
    }

    Map<String, String> values(OptionalInt fileId) {
        Map<String, String> values = new LinkedHashMap<>();
        entry(fileId)
                .map(Entry::properties)
                .ifPresent(
                        stored ->
                                stored.forEach(
                                        (key, value) -> {
                                            if (value != null) {
                                                values.put(key, value);
                                            }
                                        }));
        return values;
    }

    private Optional<Entry> entry(OptionalInt fileId) {
        return fileId.isPresent()
                ? Optional.ofNullable(layers.get(String.valueOf(fileId.getAsInt())))
                : Optional.empty();
    }

    /** Notes what one layer has to say. */
    void put(int fileId, Optional<LayerRole> role, Map<String, String> properties) {
        if (role.isPresent() || !properties.isEmpty()) {
            Entry entry =
                    new Entry(
                            role.map(LayerRole::name).orElse(null),
                            properties.isEmpty() ? null : new TreeMap<>(properties));
            layers.put(String.valueOf(fileId), entry);
        }
    }

    /** The resource to save; empty if no layer has anything to say. */
    Optional<PsdResource> toResource() {
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        byte[] json = JSON.writeValueAsBytes(new Content(FORMAT, VERSION, layers));
        return Optional.of(new PsdResource(RESOURCE_ID, json));
    }
}
