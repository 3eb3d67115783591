package org.liverystudio.editor.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files: the plugin zip that the build made before, and the sample template. */
public final class BuiltPlugin {
    public static final String ID = "livery-ai";

    private BuiltPlugin() {}

    /** The zip that {@code mvn package} of plugin-livery-ai left in the plugins folder. */
    public static Path zip() {
        Path plugins = folder("livery.plugins");
        try (Stream<Path> files = Files.list(plugins)) {
            List<Path> zips =
                    files.filter(f -> f.getFileName().toString().matches("livery-ai-.*\\.zip"))
                            .toList();
            if (zips.size() != 1) {
                throw new AssertionError(
                        "One livery-ai zip was expected in %s, not %s. Run mvn verify from the root."
                                .formatted(plugins, zips));
            }
            return zips.getFirst();
        } catch (IOException e) {
            throw new AssertionError("The plugins folder %s cannot be read".formatted(plugins), e);
        }
    }

    /** A copy of the sample template that a test may change. */
    public static Path sampleIn(Path folder) throws IOException {
        Path sample = folder("livery.project").resolve("samples").resolve("gt-template.psd");
        return Files.copy(sample, folder.resolve("car.psd"));
    }

    /** A plugins folder with the plugin in it. */
    public static Path installedIn(Path folder) throws IOException {
        Path zip = zip();
        Files.createDirectories(folder);
        Files.copy(zip, folder.resolve(zip.getFileName()));
        return folder;
    }

    private static Path folder(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new AssertionError(
                    "-D%s is not set; Maven's failsafe plugin sets it.".formatted(property));
        }
        return Path.of(value);
    }
}
