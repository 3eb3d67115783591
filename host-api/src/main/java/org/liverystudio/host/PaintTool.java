package org.liverystudio.host;

import java.util.List;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/** A tool in the host's toolbox and menu. One instance lives while its plugin is started. */
public interface PaintTool extends ExtensionPoint {
    /** Stable key stored in settings, such as {@code "livery.ai"}; never shown. */
    String id();

    /** Name in the toolbox and of its menu. */
    String displayName();

    /** One sentence that says what it does. */
    String tooltip();

    /** Key combination that picks the tool, in JavaFX's notation. */
    default Optional<String> shortcut() {
        return Optional.empty();
    }

    /** Entries for the tool's own menu; asked once, after the plugin started. */
    default List<ToolAction> actions() {
        return List.of();
    }

    /** Called on the JavaFX thread when the tool is picked; must return at once. */
    void activate(ToolContext context);

    /** Called on the JavaFX thread when another tool is picked; running jobs go on. */
    default void deactivate() {}
}
