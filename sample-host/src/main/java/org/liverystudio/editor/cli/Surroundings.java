package org.liverystudio.editor.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.editor.app.PlatformFolders;
import org.liverystudio.editor.plugin.Terminal;

/**
 * What the program was started with.
 *
 * @param terminal where it prints
 * @param environment variables
 * @param properties of the JVM
 */
public record Surroundings(
        Terminal terminal, Map<String, String> environment, Map<String, String> properties) {

    /**
     * Where plugins lie: {@code LIVERY_PLUGINS}, else what the launcher says, else among the user's
     * own data.
     */
    public Path pluginsFolder(PlatformFolders folders) {
        return value(environment, "LIVERY_PLUGINS")
                .or(() -> value(properties, "livery.plugins"))
                .map(Path::of)
                .orElse(folders.data().resolve("plugins"));
    }

    /** Where our own car templates lie, if the launcher knows. */
    public Optional<Path> samplesFolder() {
        return value(properties, "livery.samples").map(Path::of);
    }

    /** Whether windows can be shown. Only Linux starts programs without a display. */
    boolean hasDisplay() {
        boolean linux = value(properties, "os.name").orElse("").startsWith("Linux");
        return !linux
                || value(environment, "DISPLAY").isPresent()
                || value(environment, "WAYLAND_DISPLAY").isPresent()
                || value(properties, "glass.platform").isPresent();
    }

    private static Optional<String> value(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }
}
