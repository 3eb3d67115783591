package org.liverystudio.editor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.liverystudio.editor.format.AtomicFile;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Preferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settings in one JSON file: an object of strings.
 *
 * <p>Only what this program changed is written, over what the file says by then: two editors may
 * run at once without taking back each other's settings.
 */
final class JsonPreferences implements Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(JsonPreferences.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final Consumer<JsonPreferences> saveSoon;
    private final Map<String, String> values;
    private final Map<String, Optional<String>> unsaved = new LinkedHashMap<>();

    /**
     * @param saveSoon called when there is something to {@link #flush}
     */
    JsonPreferences(Path file, Consumer<JsonPreferences> saveSoon) {
        this.file = file;
        this.saveSoon = saveSoon;
        this.values = read();
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        change(key, Optional.of(value));
    }

    @Override
    public void remove(String key) {
        change(key, Optional.empty());
    }

    private void change(String key, Optional<String> value) {
        boolean first;
        synchronized (this) {
            if (Optional.ofNullable(values.get(key)).equals(value)) {
                return;
            }
            apply(values, key, value);
            first = unsaved.isEmpty();
            unsaved.put(key, value);
        }
        if (first) {
            saveSoon.accept(this);
        }
    }

    /** Writes the changes; if that fails, they wait for the next time. */
    synchronized void flush() {
        if (unsaved.isEmpty()) {
            return;
        }
        Map<String, String> merged = read();
        unsaved.forEach((key, value) -> apply(merged, key, value));
        try {
            write(merged);
            unsaved.clear();
        } catch (IOException | LiveryException e) {
            LOG.warn("Settings cannot be kept in {}", file, e);
        }
    }

    private static void apply(Map<String, String> target, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> target.put(key, text), () -> target.remove(key));
    }

    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(
                    JSON.readValue(
                            Files.readAllBytes(file), new TypeReference<Map<String, String>>() {}));
        } catch (IOException | JacksonException e) {
            setAside(e);
            return new TreeMap<>();
        }
    }

    /** A damaged file is kept for its owner to look at, and the settings start anew. */
    private void setAside(Exception cause) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        LOG.warn("{} cannot be read and is kept as {}", file, aside, cause);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be moved", file, e);
        }
    }

    private void write(Map<String, String> content) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] json = JSON.writeValueAsBytes(content);
        AtomicFile.write(file, out -> out.write(json));
    }
}
