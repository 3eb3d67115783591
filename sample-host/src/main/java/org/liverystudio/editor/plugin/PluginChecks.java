package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.liverystudio.host.LiveryException;
import org.pf4j.VersionManager;

/** Refuses plugins that cannot work here, with words instead of a tool that silently is missing. */
final class PluginChecks {
    private static final String API_FOLDER = SharedPackages.HOST_API.replace('.', '/');

    private final VersionManager versions;
    private final String hostVersion;

    PluginChecks(VersionManager versions, String hostVersion) {
        this.versions = versions;
        this.hostVersion = hostVersion;
    }

    /**
     * @throws LiveryException if the plugin was made for another version of the host API
     */
    void requireHostVersion(PluginFile plugin) {
        String required = plugin.descriptor().getRequires();
        if (!accepts(plugin, required)) {
            throw new LiveryException(
                    "%s needs version %s of the host API; this editor offers %s."
                            .formatted(plugin.title(), required, hostVersion),
                    "Update the editor, or install a version of the plugin made for it.");
        }
    }

    private boolean accepts(PluginFile plugin, String required) {
        // A plain version means "this or newer"; PF4J reads it so, its expressions do not.
        String range = required.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + required : required;
        try {
            return versions.checkVersionConstraint(hostVersion, range);
        } catch (RuntimeException e) { // the expression parser has no common type of failure
            throw new LiveryException(
                    "%s requires the host version \"%s\", which is not a range such as >=1.0.0."
                            .formatted(plugin.title(), required),
                    "Get a corrected copy from the plugin's maker.",
                    e);
        }
    }

    /**
     * @param location jar or unpacked folder
     * @throws LiveryException if the plugin brings classes of the host API
     */
    static void requireNoHostApi(PluginFile plugin, Path location) {
        for (Path entry : IsolatedPluginLoader.classPath(location)) {
            if (holdsHostApi(plugin, entry)) {
                throw new LiveryException(
                        "%s contains the host API itself (in %s)."
                                .formatted(plugin.title(), entry.getFileName()),
                        "Build it with host-api as a provided dependency, so that the API stays"
                                + " out of the zip; the editor brings it.");
            }
        }
    }

    private static boolean holdsHostApi(PluginFile plugin, Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.isDirectory(entry.resolve(API_FOLDER));
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            Optional<String> found;
            try (Stream<String> names = jar.stream().map(e -> e.getName())) {
                found =
                        names.filter(name -> name.startsWith(API_FOLDER))
                                .filter(name -> name.endsWith(".class"))
                                .findFirst();
            }
            return found.isPresent();
        } catch (IOException e) {
            throw new LiveryException(
                    "%s has a damaged jar, %s: %s."
                            .formatted(plugin.title(), entry.getFileName(), e.getMessage()),
                    "Get a whole copy from the plugin's maker and install it again.",
                    e);
        }
    }
}
