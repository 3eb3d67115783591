package org.liverystudio.ai.plugin;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/** Finds the folder that the plugin was unpacked into. */
final class PluginHome {
    private PluginHome() {}

    /**
     * The folder with {@code lib} and {@code models}. PF4J creates extensions without telling them
     * where they live, so the place of this class's own jar, {@code lib/*.jar}, says it.
     */
    static Path find() {
        try {
            Path jar =
                    Path.of(
                            PluginHome.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path lib = jar.toAbsolutePath().getParent();
            return lib.getParent();
        } catch (URISyntaxException e) {
            throw new LiveryException(
                    "The plugin cannot tell which folder it lies in.",
                    "Install it in a folder with a plainer name.",
                    e);
        }
    }
}
