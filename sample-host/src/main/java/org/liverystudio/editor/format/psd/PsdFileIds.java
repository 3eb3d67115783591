package org.liverystudio.editor.format.psd;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LayerId;

/** Gives every layer a number for the file: its own from before if it is still free. */
final class PsdFileIds {
    private final Map<LayerId, Integer> ids = new HashMap<>();

    PsdFileIds(List<LayerNode> allLayers) {
        Set<Integer> taken = new HashSet<>();
        for (LayerNode node : allLayers) {
            OptionalInt before = PsdLayerData.of(node.attributes().foreign()).fileId();
            if (before.isPresent() && before.getAsInt() > 0 && taken.add(before.getAsInt())) {
                ids.put(node.id(), before.getAsInt());
            }
        }
        int next = 1;
        for (LayerNode node : allLayers) {
            if (!ids.containsKey(node.id())) {
                while (!taken.add(next)) {
                    next++;
                }
                ids.put(node.id(), next);
            }
        }
    }

    int of(LayerNode node) {
        return ids.get(node.id());
    }
}
