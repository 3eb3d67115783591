package org.liverystudio.editor.plugin;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/**
 * A version in an order where 0.10 is newer than 0.9. Plugins may use any text; one that does not
 * begin with a digit is older than all others.
 */
record PluginVersion(Optional<ModuleDescriptor.Version> version)
        implements Comparable<PluginVersion> {
    static PluginVersion of(PluginFile plugin) {
        try {
            return new PluginVersion(Optional.of(ModuleDescriptor.Version.parse(plugin.version())));
        } catch (IllegalArgumentException e) {
            return new PluginVersion(Optional.empty());
        }
    }

    @Override
    public int compareTo(PluginVersion other) {
        if (version.isEmpty() || other.version.isEmpty()) {
            return Boolean.compare(version.isPresent(), other.version.isPresent());
        }
        return version.get().compareTo(other.version.get());
    }
}
