package org.liverystudio.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A document at one moment; immutable, cheap to take, safe to read on any thread. */
public interface DocumentSnapshot {
    int width();

    int height();

    default Rect bounds() {
        return new Rect(0, 0, width(), height());
    }

    /** Layers and groups of the top level, bottom to top. */
    List<Layer> layers();

    /** The layer that the painter works on. */
    Optional<LayerId> activeLayer();

    /** Empty where the painter selected nothing, which tools read as "everything". */
    Optional<Selection> selection();

    /** What the painter sees, without checkerboard. */
    Raster composite(Rect area);

    /** Every layer and group, each group before its children, bottom to top. */
    default Stream<Layer> allLayers() {
        return layers().stream().flatMap(DocumentSnapshot::withDescendants);
    }

    /** The layer with this id, if it was there. */
    default Optional<Layer> layer(LayerId id) {
        return allLayers().filter(layer -> layer.id().equals(id)).findFirst();
    }

    private static Stream<Layer> withDescendants(Layer layer) {
        return Stream.concat(
                Stream.of(layer),
                layer.children().stream().flatMap(DocumentSnapshot::withDescendants));
    }
}
