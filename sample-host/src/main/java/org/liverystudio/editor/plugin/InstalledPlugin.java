package org.liverystudio.editor.plugin;

import java.nio.file.Path;

/**
 * A plugin in the plugins folder, as a list shows it.
 *
 * @param id its own name for itself; the name of the file where that could not be read
 * @param version empty where it could not be read
 * @param provider who made it; may be empty
 * @param description one sentence; may be empty
 * @param file the zip or jar, or the folder of a plugin under development
 * @param status how it fares
 */
public record InstalledPlugin(
        String id,
        String version,
        String provider,
        String description,
        Path file,
        PluginStatus status) {

    InstalledPlugin with(PluginStatus next) {
        return new InstalledPlugin(id, version, provider, description, file, next);
    }
}
