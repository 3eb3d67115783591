package org.liverystudio.editor.format;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/** A document for a format without layers. */
public final class FlatPicture {
    private FlatPicture() {}

    /**
     * The merged picture as straight R, G, B, A bytes. A single plain layer keeps its colour under
     * alpha 0, which compositing would drop.
     */
    public static byte[] rgba(DocumentState document) {
        Rect area = document.bounds();
        if (document.layers().size() == 1 && isPlain(document.layers().getFirst())) {
            return document.layers().getFirst().pixels().rgba(area);
        }
        return document.composite(area);
    }

    private static boolean isPlain(LayerNode node) {
        return !node.isGroup()
                && node.visible()
                && node.opacity() == 1
                && node.fillOpacity() == 1
                && node.blendMode() == BlendMode.NORMAL
                && node.mask().isEmpty();
    }

    /**
     * What is not in the merged picture, one sentence each.
     *
     * @param format its name, such as "PNG"
     */
    public static List<String> losses(DocumentState document, String format) {
        List<String> losses = new ArrayList<>();
        List<LayerNode> all = document.allLayers().toList();
        if (all.size() > 1) {
            losses.add(
                    "%s holds no layers: %d layers and groups were merged."
                            .formatted(format, all.size()));
        }
        long hidden = all.stream().filter(node -> !node.visible()).count();
        if (hidden > 0) {
            losses.add("Hidden layers and groups are not in the picture: %d.".formatted(hidden));
        }
        if (all.stream().anyMatch(node -> !node.properties().isEmpty())) {
            losses.add(
                    "%s holds no layer properties, such as how a layer was generated."
                            .formatted(format));
        }
        return losses;
    }

    /** Whether no pixel lets anything through. */
    public static boolean isOpaque(byte[] rgba) {
        for (int i = 3; i < rgba.length; i += 4) {
            if (rgba[i] != -1) {
                return false;
            }
        }
        return true;
    }
}
