package org.liverystudio.editor.document;

import java.util.List;

/** Names layers in tests by the names on the way to them, such as {@code Sponsors/Left}. */
public final class LayerPath {
    private LayerPath() {}

    /** The only layer of this name, or at this path. */
    public static LayerNode find(DocumentState document, String text) {
        List<LayerNode> found =
                document.allLayers()
                        .filter(node -> node.name().equals(text) || of(document, node).equals(text))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " layers are called " + text);
        }
        return found.getFirst();
    }

    /** The path of a layer from the top level. */
    public static String of(DocumentState document, LayerNode node) {
        return document.parentOf(node.id())
                .map(group -> of(document, group) + "/" + node.name())
                .orElse(node.name());
    }
}
