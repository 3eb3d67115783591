package org.liverystudio.host;

import java.util.Optional;

/**
 * An entry that a tool adds to its menu.
 *
 * @param id stable key, such as {@code "livery.ai.generate"}
 * @param label shown in the menu
 * @param shortcut key combination in JavaFX's notation, such as {@code "Shortcut+Enter"}
 * @param action called on the JavaFX thread while the tool is active; must return at once
 */
public record ToolAction(String id, String label, Optional<String> shortcut, Runnable action) {}
