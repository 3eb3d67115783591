package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pf4j.processor.ExtensionStorage;

/**
 * Makes a plugin's extensions from its {@code META-INF/extensions.idx}.
 *
 * <p>PF4J's own finder logs a class that cannot be loaded and goes on without it; here the failure
 * goes up, so that the painter learns why a tool is missing.
 */
final class ExtensionLoader {
    private static final String INDEX = "META-INF/extensions.idx";

    private ExtensionLoader() {}

    /**
     * One instance of each extension that is of one of the types.
     *
     * @param loader the plugin's own
     */
    static List<Object> create(URLClassLoader loader, Collection<Class<?>> types)
            throws IOException, ReflectiveOperationException {
        List<Object> extensions = new ArrayList<>();
        for (String name : classNames(loader)) {
            Class<?> type = loader.loadClass(name);
            if (types.stream().anyMatch(wanted -> wanted.isAssignableFrom(type))) {
                extensions.add(instance(type));
            }
        }
        return extensions;
    }

    private static Set<String> classNames(URLClassLoader loader) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (URL index : Collections.list(loader.findResources(INDEX))) {
            try (Reader reader =
                    new InputStreamReader(index.openStream(), StandardCharsets.UTF_8)) {
                ExtensionStorage.read(reader, names);
            }
        }
        return names;
    }

    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
