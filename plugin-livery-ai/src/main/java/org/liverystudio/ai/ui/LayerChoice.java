package org.liverystudio.ai.ui;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.job.LayerLookup;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/**
 * A layer to pick from a list that looks like the layer panel.
 *
 * @param id identifies it while the document is open
 * @param text what a request names it by
 * @param name shown
 * @param depth groups above it
 * @param role shown beside the name
 */
record LayerChoice(LayerId id, String text, String name, int depth, LayerRole role) {
    /** All layers and groups, top first, as the layer panel shows them. */
    static List<LayerChoice> of(DocumentSnapshot document) {
        List<LayerChoice> choices = new ArrayList<>();
        collect(new LayerLookup(document), document.layers(), 0, choices);
        return choices;
    }

    private static void collect(
            LayerLookup lookup, List<Layer> layers, int depth, List<LayerChoice> choices) {
        for (Layer layer : layers.reversed()) {
            choices.add(
                    new LayerChoice(
                            layer.id(), lookup.textFor(layer), layer.name(), depth, layer.role()));
            collect(lookup, layer.children(), depth + 1, choices);
        }
    }
}
