package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.liverystudio.host.LiveryException;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.Plugin;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;

/**
 * Reads what a plugin says of itself: {@code plugin.properties}, or for a jar without one the
 * {@code Plugin-*} lines of its manifest.
 */
final class PluginFileReader implements PluginDescriptorFinder {
    private static final String PROPERTIES = "plugin.properties";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** Ids become names of files and settings. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final String ASK_MAKER = "Get a whole copy from the plugin's maker.";

    /**
     * @throws LiveryException if the file is damaged or no plugin
     */
    PluginFile read(Path source) {
        try {
            return new PluginFile(source, descriptor(source, values(source)));
        } catch (ZipException e) {
            throw new LiveryException(
                    "%s is not a readable zip file: %s."
                            .formatted(source.getFileName(), e.getMessage()),
                    "Copy or download it again. Nothing was loaded from it.",
                    e);
        } catch (IOException e) {
            throw new LiveryException(
                    "%s cannot be read: %s.".formatted(source.getFileName(), e.getMessage()),
                    "Check that the file is there and that this user may read it.",
                    e);
        }
    }

    @Override
    public boolean isApplicable(Path location) {
        return Files.exists(location);
    }

    @Override
    public PluginDescriptor find(Path location) {
        return read(location).descriptor();
    }

    private static Map<String, String> values(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            try (Reader reader = Files.newBufferedReader(source.resolve(PROPERTIES))) {
                return properties(reader);
            }
        }
        try (ZipFile zip = new ZipFile(source.toFile())) {
            ZipEntry entry = zip.getEntry(PROPERTIES);
            if (entry != null) {
                return properties(
                        new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8));
            }
            ZipEntry manifest = zip.getEntry(MANIFEST);
            return manifest == null ? Map.of() : manifestValues(zip.getInputStream(manifest));
        } catch (IllegalArgumentException e) { // how java.util reports bad escapes and entry names
            throw new ZipException(e.getMessage());
        }
    }

    private static Map<String, String> properties(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("plugin."))
                .forEach(
                        key ->
                                values.put(
                                        key.substring("plugin.".length()),
                                        properties.getProperty(key).strip()));
        return values;
    }

    /** {@code Plugin-Version: 1.0} becomes {@code version=1.0}. */
    private static Map<String, String> manifestValues(InputStream in) throws IOException {
        Map<String, String> values = new TreeMap<>();
        new Manifest(in)
                .getMainAttributes()
                .forEach(
                        (key, value) -> {
                            String name = key.toString();
                            if (name.startsWith("Plugin-")) {
                                String plain = name.substring("Plugin-".length());
                                values.put(plain.toLowerCase(Locale.ROOT), value.toString());
                            }
                        });
        return values;
    }

    private static PluginDescriptor descriptor(Path source, Map<String, String> values) {
        if (values.isEmpty()) {
            throw new LiveryException(
                    "%s is not a plugin: it holds no %s."
                            .formatted(source.getFileName(), PROPERTIES),
                    "A plugin's zip has that file at its top, beside the folder lib.");
        }
        String id = required(source, values, "id");
        if (!ID.matcher(id).matches()) {
            throw new LiveryException(
                    "%s has the plugin id \"%s\", which is not made of letters, digits, dots and"
                                    .formatted(source.getFileName(), id)
                            + " dashes.",
                    ASK_MAKER);
        }
        DefaultPluginDescriptor descriptor =
                new DefaultPluginDescriptor(
                        id,
                        values.getOrDefault("description", ""),
                        values.getOrDefault("class", Plugin.class.getName()),
                        required(source, values, "version"),
                        values.getOrDefault("requires", "*"),
                        values.getOrDefault("provider", ""),
                        values.getOrDefault("license", ""));
        for (String dependency : values.getOrDefault("dependencies", "").split(",")) {
            if (!dependency.isBlank()) {
                descriptor.addDependency(new PluginDependency(dependency.strip()));
            }
        }
        return descriptor;
    }

    private static String required(Path source, Map<String, String> values, String key) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new LiveryException(
                    "%s does not say its plugin.%s.".formatted(source.getFileName(), key),
                    ASK_MAKER);
        }
        return value;
    }
}
