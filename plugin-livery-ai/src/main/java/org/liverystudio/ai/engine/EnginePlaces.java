package org.liverystudio.ai.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;

/**
 * Where an engine finds and leaves its files.
 *
 * @param classPath jars and folders of the plugin, without what the host brings
 * @param cache for PyTorch's native libraries, about 400 MB
 * @param logs for the log of the worker process
 * @param libtorch folder of another libtorch than the plugin's own, as the painter chose
 */
public record EnginePlaces(List<Path> classPath, Path cache, Path logs, Optional<Path> libtorch) {
    public EnginePlaces {
        classPath = List.copyOf(classPath);
    }

    /** With the plugin's own libtorch, or one that is found. */
    public EnginePlaces(List<Path> classPath, Path cache, Path logs) {
        this(classPath, cache, logs, Optional.empty());
    }

    public EnginePlaces withLibtorch(Optional<Path> folder) {
        return new EnginePlaces(classPath, cache, logs, folder);
    }

    /**
     * Of an unpacked plugin.
     *
     * @param pluginFolder with {@code lib/*.jar}
     * @throws LiveryException if it has no such jars
     */
    public static EnginePlaces ofPlugin(Path pluginFolder, Path cache, Path logs) {
        Path lib = pluginFolder.resolve("lib");
        try (Stream<Path> files = Files.list(lib)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            if (!jars.isEmpty()) {
                return new EnginePlaces(jars, cache, logs);
            }
        } catch (IOException e) {
            throw incomplete(lib, e);
        }
        throw incomplete(lib, null);
    }

    /** Of a program that has the plugin on its own class path, such as a test. */
    public static EnginePlaces ofThisClassPath(Path cache, Path logs) {
        String[] parts = System.getProperty("java.class.path").split(File.pathSeparator);
        List<Path> classPath = new ArrayList<>();
        Arrays.stream(parts).filter(part -> !part.isEmpty()).map(Path::of).forEach(classPath::add);
        return new EnginePlaces(classPath, cache, logs);
    }

    private static LiveryException incomplete(Path lib, IOException cause) {
        return new LiveryException(
                "The plugin's libraries are missing: no jars in %s.".formatted(lib),
                "Install the plugin again.",
                cause);
    }
}
