package org.liverystudio.editor.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.liverystudio.host.Preferences;

/**
 * Settings of the editor and of each plugin, each in a JSON file of its own.
 *
 * <p>Files are written shortly after a change, so that a text field may put every key press.
 */
public final class SettingsStore implements AutoCloseable {
    private static final long DELAY_MILLIS = 300;

    private final Path folder;
    private final Map<Path, JsonPreferences> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform()
                            .name("settings-writer")
                            .daemon()
                            .inheritInheritableThreadLocals(false)
                            .factory());

    /**
     * @param folder of the files; made with the first of them
     */
    public SettingsStore(Path folder) {
        this.folder = folder;
    }

    /** The editor's own settings. */
    public Preferences editor() {
        return preferences(folder.resolve("editor.json"));
    }

    /** A plugin's settings; they stay when it is removed. */
    public Preferences forPlugin(String pluginId) {
        return preferences(folder.resolve("plugins").resolve(pluginId + ".json"));
    }

    private Preferences preferences(Path file) {
        return open.computeIfAbsent(file, key -> new JsonPreferences(key, this::saveSoon));
    }

    private void saveSoon(JsonPreferences preferences) {
        writer.schedule(preferences::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Writes what is still to be written. */
    public void flush() {
        open.values().forEach(JsonPreferences::flush);
    }

    /** Writes what is still to be written and takes no further changes. */
    @Override
    public void close() {
        writer.shutdown();
        flush();
    }
}
