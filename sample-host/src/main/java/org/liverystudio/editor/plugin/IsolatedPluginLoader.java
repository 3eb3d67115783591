package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginRuntimeException;

/** Gives each plugin an {@link IsolatedClassLoader} over its jar, or its classes/ and lib/*.jar. */
final class IsolatedPluginLoader implements PluginLoader {
    private final PluginManager manager;
    private final ClassLoader hostApi;

    IsolatedPluginLoader(PluginManager manager, ClassLoader hostApi) {
        this.manager = manager;
        this.hostApi = hostApi;
    }

    @Override
    public boolean isApplicable(Path location) {
        return Files.exists(location);
    }

    @Override
    public ClassLoader loadPlugin(Path location, PluginDescriptor descriptor) {
        IsolatedClassLoader loader = new IsolatedClassLoader(manager, descriptor, hostApi);
        classPath(location).forEach(entry -> loader.addFile(entry.toFile()));
        return loader;
    }

    /** Sorted, so that a class which is in two jars comes from the same one on every computer. */
    static List<Path> classPath(Path location) {
        if (Files.isRegularFile(location)) {
            return List.of(location);
        }
        return Stream.concat(
                        Stream.of(location.resolve("classes")).filter(Files::isDirectory),
                        jars(location.resolve("lib")).stream())
                .toList();
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new PluginRuntimeException(e, "Cannot list {}", folder);
        }
    }
}
