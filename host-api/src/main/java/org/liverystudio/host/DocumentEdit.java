package org.liverystudio.host;

import java.util.List;

/**
 * A change of a document: applied whole or not at all, undone by one undo.
 *
 * @param label shown in the Edit menu and the history, such as "Generate livery"
 * @param changes applied in order; at least one
 */
public record DocumentEdit(String label, List<Change> changes) {
    public DocumentEdit {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("an edit without changes");
        }
    }

    /** One part of an edit. More kinds may come; only hosts take them apart. */
    public sealed interface Change {}

    /** Adds a pixel layer. */
    public record AddLayer(NewLayer layer, LayerPlace place) implements Change {}

    /** Removes a layer or a group with its children. */
    public record RemoveLayer(LayerId layer) implements Change {}

    /** An edit that adds one layer. */
    public static DocumentEdit addLayer(String label, NewLayer layer, LayerPlace place) {
        return new DocumentEdit(label, List.of(new AddLayer(layer, place)));
    }
}
