package org.liverystudio.editor.paint;

import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.host.LiveryException;

/** Finds the layer that paint goes on, or tells why there is none. */
public final class PaintTarget {
    private PaintTarget() {}

    /**
     * The active layer.
     *
     * @throws LiveryException if nothing can be painted on it
     */
    public static PixelLayer of(DocumentState state) {
        LayerNode node =
                state.activeLayer()
                        .flatMap(state::layer)
                        .orElseThrow(
                                () ->
                                        new LiveryException(
                                                "No layer is active, so there is nothing to paint on.",
                                                "Click a layer in the Layers panel."));
        return switch (node) {
            case GroupLayer group ->
                    throw new LiveryException(
                            "\"%s\" is a group, and groups have no pixels of their own."
                                    .formatted(group.name()),
                            "Click a layer inside it, or add one.");
            case PixelLayer layer -> checked(state, layer);
        };
    }

    private static PixelLayer checked(DocumentState state, PixelLayer layer) {
        if (!isShown(state, layer)) {
            throw new LiveryException(
                    "\"%s\" is hidden, so the paint would not be seen.".formatted(layer.name()),
                    "Show the layer and its groups, or click another one.");
        }
        switch (layer.attributes().foreign().pixelSource()) {
            case PAINT, TEXT, SMART_OBJECT -> {
                // text and smart objects become paint with the first dab
            }
            case FILL -> throw refused(layer, "a fill or shape, whose settings decide its pixels");
            case ADJUSTMENT ->
                    throw refused(layer, "an adjustment, which changes colours below it");
        }
        return layer;
    }

    private static boolean isShown(DocumentState state, LayerNode layer) {
        List<GroupLayer> groups = LayerTree.ancestorsOf(state.layers(), layer.id());
        return layer.visible() && groups.stream().allMatch(LayerNode::visible);
    }

    private static LiveryException refused(PixelLayer layer, String what) {
        return new LiveryException(
                "\"%s\" is %s.".formatted(layer.name(), what), "Paint on a new layer above it.");
    }
}
