package org.liverystudio.editor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.liverystudio.host.Directories;
import org.liverystudio.host.LiveryException;

/**
 * Where the editor's own files belong on this computer.
 *
 * <p>Linux follows the XDG base directory specification, macOS uses the user's Library, Windows the
 * roaming and local application data. {@code LIVERY_HOME} (or the system property {@code
 * livery.home}) puts everything into one folder, for tests and for portable installations.
 *
 * @param config settings
 * @param data things worth keeping
 * @param cache things that can be made again
 * @param logs log files
 */
public record PlatformFolders(Path config, Path data, Path cache, Path logs) {
    private static final String NAME = "AI Livery";

    /** The folders of the user who runs this program. */
    public static PlatformFolders ofThisUser() {
        String home = System.getProperty("livery.home");
        if (home != null) {
            return under(Path.of(home));
        }
        return of(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    /** All folders inside one. */
    public static PlatformFolders under(Path home) {
        Path root = home.toAbsolutePath().normalize();
        return new PlatformFolders(
                root.resolve("config"),
                root.resolve("data"),
                root.resolve("cache"),
                root.resolve("logs"));
    }

    /**
     * @param osName as in the system property {@code os.name}
     * @param userHome the user's home folder
     * @param environment variables such as {@code XDG_CACHE_HOME} and {@code APPDATA}
     */
    static PlatformFolders of(String osName, Path userHome, Map<String, String> environment) {
        String home = environment.getOrDefault("LIVERY_HOME", "");
        if (!home.isBlank()) {
            return under(Path.of(home));
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return mac(userHome.resolve("Library"));
        }
        if (os.startsWith("windows")) {
            return windows(userHome.resolve("AppData"), environment);
        }
        return xdg(userHome, environment);
    }

    private static PlatformFolders mac(Path library) {
        Path support = library.resolve("Application Support").resolve(NAME);
        return new PlatformFolders(
                support.resolve("config"),
                support.resolve("data"),
                library.resolve("Caches").resolve(NAME),
                library.resolve("Logs").resolve(NAME));
    }

    private static PlatformFolders windows(Path appData, Map<String, String> environment) {
        Path roaming = folder(environment, "APPDATA", appData.resolve("Roaming")).resolve(NAME);
        Path local = folder(environment, "LOCALAPPDATA", appData.resolve("Local")).resolve(NAME);
        return new PlatformFolders(
                roaming.resolve("config"),
                local.resolve("data"),
                local.resolve("cache"),
                local.resolve("logs"));
    }

    private static PlatformFolders xdg(Path userHome, Map<String, String> environment) {
        Path share = userHome.resolve(".local");
        String name = "ai-livery";
        return new PlatformFolders(
                folder(environment, "XDG_CONFIG_HOME", userHome.resolve(".config")).resolve(name),
                folder(environment, "XDG_DATA_HOME", share.resolve("share")).resolve(name),
                folder(environment, "XDG_CACHE_HOME", userHome.resolve(".cache")).resolve(name),
                folder(environment, "XDG_STATE_HOME", share.resolve("state"))
                        .resolve(name)
                        .resolve("logs"));
    }

    /** The XDG specification says to ignore relative paths; an empty value means unset. */
    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return !value.isBlank() && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }

    /** A plugin's own folders; made when they are asked for. */
    public Directories forPlugin(String pluginId) {
        return new PluginFolders(
                data.resolve("plugins").resolve(pluginId),
                cache.resolve("plugins").resolve(pluginId),
                logs);
    }

    private record PluginFolders(Path dataFolder, Path cacheFolder, Path logsFolder)
            implements Directories {
        @Override
        public Path data() {
            return made(dataFolder);
        }

        @Override
        public Path cache() {
            return made(cacheFolder);
        }

        @Override
        public Path logs() {
            return made(logsFolder);
        }
    }

    /** Makes the folder if it is missing. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new LiveryException(
                    "The folder %s cannot be made: %s.".formatted(folder, e.getMessage()),
                    "Free some space or give this user the right to write there,"
                            + " or set LIVERY_HOME to another folder.",
                    e);
        }
    }
}
