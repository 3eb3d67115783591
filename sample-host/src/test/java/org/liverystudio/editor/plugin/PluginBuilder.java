package org.liverystudio.editor.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes plugin zips and jars for tests, compiled from source while the test runs. */
public final class PluginBuilder {
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> extensions = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private PluginBuilder(String id) {
        properties.put("plugin.id", id);
        properties.put("plugin.version", "1.0.0");
    }

    public static PluginBuilder plugin(String id) {
        return new PluginBuilder(id);
    }

    /** Adds a line of plugin.properties, such as {@code set("requires", ">=1.0.0")}. */
    public PluginBuilder set(String key, String value) {
        properties.put("plugin." + key, value);
        return this;
    }

    /** Adds a class. */
    public PluginBuilder source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** Adds a class that is listed as an extension. */
    public PluginBuilder extension(String className, String code) {
        extensions.add(className);
        return source(className, code);
    }

    /** Adds a class named by {@code plugin.class}. */
    public PluginBuilder main(String className, String code) {
        return set("class", className).source(className, code);
    }

    /** A main class whose start() and stop() run the given statements. */
    public PluginBuilder main(String start, String stop, String fields) {
        String code =
                """
                package made;
                public class Main extends org.pf4j.Plugin {
                    %s
                    @Override public void start() { %s }
                    @Override public void stop() { %s }
                }
                """;
        return main("made.Main", code.formatted(fields, start, stop));
    }

    /** A command that prints what the expression says. */
    public PluginBuilder command(String name, String expression) {
        String code =
                """
                package made;
                import java.util.List;
                import org.liverystudio.host.*;
                public class Command implements CommandLineTool {
                    public String name() { return "%s"; }
                    public String summary() { return "Does what a test needs"; }
                    public int run(List<String> arguments, CommandContext context) {
                        context.out().println(%s);
                        return 0;
                    }
                }
                """;
        return extension("made.Command", code.formatted(name, expression));
    }

    /** Adds any entry to the zip, beside plugin.properties. */
    public PluginBuilder file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Writes {@code plugin.properties} and {@code lib/code.jar} into a zip. */
    public Path zip(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("plugin.properties", propertiesFile());
        entries.put("lib/code.jar", zipped(code()));
        entries.putAll(files);
        return Files.write(file, zipped(entries));
    }

    /** Writes one jar with {@code plugin.properties} at its top. */
    public Path jar(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("plugin.properties", propertiesFile());
        entries.putAll(code());
        entries.putAll(files);
        return Files.write(file, zipped(entries));
    }

    private byte[] propertiesFile() {
        StringBuilder text = new StringBuilder();
        properties.forEach((key, value) -> text.append(key + "=" + value + "\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, byte[]> code() {
        Map<String, byte[]> entries = new LinkedHashMap<>(InMemoryCompiler.compile(sources));
        entries.put(
                "META-INF/extensions.idx",
                String.join("\n", extensions).getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    /** A zip of the entries, in memory. */
    public static byte[] zipped(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
