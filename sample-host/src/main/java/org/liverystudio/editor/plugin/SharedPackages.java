package org.liverystudio.editor.plugin;

import java.util.List;

/**
 * The packages that a plugin shares with the editor; everything else it brings itself.
 *
 * <p>Shared ones always come from the editor, also when a plugin's jars hold a copy: two copies of
 * an interface are two types, and a tool built on the wrong one is no tool of ours.
 */
final class SharedPackages {
    /** The API itself; a plugin that brings it was packed wrongly. */
    static final String HOST_API = "org.liverystudio.host.";

    private static final List<String> CLASS_PREFIXES =
            List.of(HOST_API, "org.slf4j.", "javafx.", "org.pf4j.");

    private static final List<String> RESOURCE_PREFIXES =
            CLASS_PREFIXES.stream().map(prefix -> prefix.replace('.', '/')).toList();

    private SharedPackages() {}

    /**
     * @param className such as {@code "org.slf4j.Logger"}
     */
    static boolean containClass(String className) {
        return CLASS_PREFIXES.stream().anyMatch(className::startsWith);
    }

    /**
     * @param resourceName such as {@code "javafx/scene/control/skin.css"}
     */
    static boolean containResource(String resourceName) {
        return RESOURCE_PREFIXES.stream().anyMatch(resourceName::startsWith);
    }
}
