package org.liverystudio.host.ui;

import java.util.Optional;
import javafx.scene.Node;
import org.liverystudio.host.PaintTool;
import org.liverystudio.host.ToolContext;

/** A tool with a panel of its own beside the canvas. */
public interface PanelTool extends PaintTool {
    /**
     * Makes the panel; called once on the JavaFX thread before the first {@link #activate}. The
     * host adds its own style sheets, a panel needs none to look at home.
     */
    Node createPanel(ToolContext context);

    /** Picture for the toolbox, about 18 pixels square; the host draws its own if there is none. */
    default Optional<Node> icon() {
        return Optional.empty();
    }
}
