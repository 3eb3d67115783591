package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.liverystudio.host.LiveryException;

/**
 * What lies in the plugins folder, read but not loaded.
 *
 * @param plugins those that may be started, by id
 * @param unusable files that are no plugins or are doubles of one, by file name
 */
record PluginScan(Map<String, PluginFile> plugins, Map<Path, LiveryException> unusable) {
    static PluginScan of(PluginFolder folder, PluginFileReader reader) {
        PluginScan scan = new PluginScan(new TreeMap<>(), new TreeMap<>());
        for (Path candidate : candidates(folder)) {
            try {
                scan.add(reader.read(candidate));
            } catch (LiveryException e) {
                scan.unusable.put(candidate, e);
            }
        }
        return scan;
    }

    private static Iterable<Path> candidates(PluginFolder folder) {
        try {
            return folder.candidates();
        } catch (IOException e) {
            throw new LiveryException(
                    "The plugins folder %s cannot be read: %s."
                            .formatted(folder.root(), e.getMessage()),
                    "Check that this user may read it.",
                    e);
        }
    }

    private void add(PluginFile plugin) {
        PluginFile other = plugins.get(plugin.id());
        if (other == null) {
            plugins.put(plugin.id(), plugin);
            return;
        }
        boolean newer = PluginVersion.of(plugin).compareTo(PluginVersion.of(other)) > 0;
        PluginFile used = newer ? plugin : other;
        PluginFile left = newer ? other : plugin;
        plugins.put(plugin.id(), used);
        unusable.put(
                left.source(),
                new LiveryException(
                        "%s and %s both hold the plugin %s; %s with version %s is used."
                                .formatted(
                                        other.fileName(),
                                        plugin.fileName(),
                                        plugin.id(),
                                        used.fileName(),
                                        used.version()),
                        "Delete the one that you do not want."));
    }
}
