package org.liverystudio.editor.ui.layers;

import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/**
 * What one row of the layer panel shows.
 *
 * @param layer the layer or group
 * @param role what it means
 * @param shown whether its eye and those of all groups around it are open
 */
record LayerRow(LayerNode layer, LayerRole role, boolean shown) {
    LayerId id() {
        return layer.id();
    }

    /** Whether the other row looks different. Compares layers by identity: they are immutable. */
    boolean differsFrom(LayerRow other) {
        return other == null || layer != other.layer || role != other.role || shown != other.shown;
    }
}
