package org.liverystudio.editor.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liverystudio.host.LiveryException;
import org.pf4j.PluginDependency;

/** Plugins that need other plugins: the order of their start, and words for those left over. */
final class PluginDependencies {
    private PluginDependencies() {}

    /** Whether the plugin cannot do without the other one. */
    static boolean needs(PluginFile plugin, String otherId) {
        return plugin.descriptor().getDependencies().stream()
                .anyMatch(need -> !need.isOptional() && need.getPluginId().equals(otherId));
    }

    /**
     * Starts each plugin after those that it needs.
     *
     * @param running ids of running plugins; watched, because a start may fail
     * @param start starts one plugin, and never throws
     * @return plugins that were not started because others are missing, each with the reason
     */
    static Map<PluginFile, LiveryException> inOrder(
            Collection<PluginFile> plugins, Set<String> running, Consumer<PluginFile> start) {
        List<PluginFile> waiting = new ArrayList<>(plugins);
        List<PluginFile> ready;
        do {
            Set<String> later = waiting.stream().map(PluginFile::id).collect(Collectors.toSet());
            ready = waiting.stream().filter(plugin -> isReady(plugin, running, later)).toList();
            ready.forEach(start);
            waiting.removeAll(ready);
        } while (!ready.isEmpty());

        Map<PluginFile, LiveryException> left = new LinkedHashMap<>();
        for (PluginFile plugin : waiting) {
            left.put(plugin, missing(plugin, firstMissing(plugin, running)));
        }
        return left;
    }

    /** Optional ones are waited for, but only while they may still start. */
    private static boolean isReady(PluginFile plugin, Set<String> running, Set<String> later) {
        return plugin.descriptor().getDependencies().stream()
                .allMatch(
                        need ->
                                running.contains(need.getPluginId())
                                        || need.isOptional()
                                                && !later.contains(need.getPluginId()));
    }

    private static String firstMissing(PluginFile plugin, Set<String> running) {
        return plugin.descriptor().getDependencies().stream()
                .map(PluginDependency::getPluginId)
                .filter(id -> !running.contains(id))
                .findFirst()
                .orElseThrow();
    }

    static LiveryException missing(PluginFile plugin, String otherId) {
        return new LiveryException(
                "%s needs the plugin %s, which does not run.".formatted(plugin.title(), otherId),
                "Install or switch on %s first.".formatted(otherId));
    }
}
