package org.liverystudio.ai.livery;

import java.util.Optional;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;

/** Finds where a template takes paint. */
public final class PaintableArea {
    private PaintableArea() {}

    /**
     * Coverage of the paintable area inside the document.
     *
     * <p>The template's mask decides: opaque is dead space. Without a mask it is where the base
     * paint has pixels, and without that the whole canvas.
     */
    public static Coverage of(DocumentSnapshot document) {
        return first(document, LayerRole.MASK)
                .or(() -> first(document, LayerRole.BASE_PAINT))
                .map(layer -> guide(layer, document))
                .orElseGet(() -> Coverage.full(document.bounds()));
    }

    private static Coverage guide(Layer layer, DocumentSnapshot document) {
        if (layer.role() == LayerRole.MASK) {
            return LayerCoverage.of(layer, document.bounds());
        }
        Coverage alpha = Coverage.alphaOf(layer.render(document.bounds()), document.bounds());
        return alpha.isAll(0) ? Coverage.full(document.bounds()) : alpha;
    }

    /** A group comes before its children, so that a mask made of several layers counts whole. */
    private static Optional<Layer> first(DocumentSnapshot document, LayerRole role) {
        return document.allLayers().filter(layer -> layer.role() == role).findFirst();
    }
}
