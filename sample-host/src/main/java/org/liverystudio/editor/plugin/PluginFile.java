package org.liverystudio.editor.plugin;

import java.nio.file.Path;
import java.util.Optional;
import org.pf4j.PluginDescriptor;

/**
 * A plugin as it lies in the plugins folder, described but not loaded.
 *
 * @param source the zip or jar, or the folder of a plugin under development
 * @param descriptor what it says of itself
 */
record PluginFile(Path source, PluginDescriptor descriptor) {
    String id() {
        return descriptor.getPluginId();
    }

    String version() {
        return descriptor.getVersion();
    }

    String fileName() {
        return source.getFileName().toString();
    }

    /** Other files are jars, which are used as they are, or folders. */
    static boolean isZip(Path file) {
        return file.getFileName().toString().endsWith(".zip");
    }

    InstalledPlugin with(PluginStatus status) {
        return new InstalledPlugin(
                id(),
                version(),
                Optional.ofNullable(descriptor.getProvider()).orElse(""),
                Optional.ofNullable(descriptor.getPluginDescription()).orElse(""),
                source,
                status);
    }

    /** "The plugin paint (paint-1.0.zip)", as sentences about it begin. */
    String title() {
        return "The plugin %s (%s)".formatted(id(), fileName());
    }
}
