package org.liverystudio.ai.livery;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;

/**
 * Finds where generated paint goes: above the painter's own paint, below everything protected.
 *
 * <p>In a sim's template that is inside the paintable group, above the base paint with its shading
 * and stripes, below the lowest sponsor, number or decal. Where a template has no such group, the
 * same rule holds for the top level. Where no layer has a role at all, the new one goes above the
 * layer that the painter works on, or on top.
 */
public final class ResultPlacement {
    private static final LayerRole BASE = LayerRole.BASE_PAINT;

    private ResultPlacement() {}

    /** The place for a new layer in a document as it is now. */
    public static LayerPlace in(DocumentSnapshot document) {
        Optional<Layer> paintable =
                document.allLayers()
                        .filter(layer -> layer.role() == LayerRole.PAINTABLE && layer.isGroup())
                        .findFirst();
        if (paintable.isPresent()) {
            Layer group = paintable.get();
            return among(group.children()).orElse(new LayerPlace.TopOf(group.id()));
        }
        if (document.allLayers().allMatch(layer -> layer.role() == LayerRole.NONE)) {
            return document.activeLayer()
                    .<LayerPlace>map(LayerPlace.Above::new)
                    .orElseGet(LayerPlace.Top::new);
        }
        return among(document.layers()).orElseGet(LayerPlace.Top::new);
    }

    /** The place in words, such as {@code below "Sponsors"}; empty for the top of all. */
    public static Optional<String> words(DocumentSnapshot document) {
        return switch (in(document)) {
            case LayerPlace.Below(LayerId id) -> named("below", id, document);
            case LayerPlace.Above(LayerId id) -> named("above", id, document);
            case LayerPlace.TopOf(LayerId id) -> named("on top of", id, document);
            case LayerPlace.Top _ -> Optional.empty();
        };
    }

    private static Optional<String> named(String where, LayerId id, DocumentSnapshot document) {
        return document.layer(id).map(layer -> "%s \"%s\"".formatted(where, layer.name()));
    }

    /**
     * The place among siblings.
     *
     * @param siblings bottom to top
     * @return empty if nothing among them has to stay above the new layer
     */
    private static Optional<LayerPlace> among(List<Layer> siblings) {
        int base = lowestPaint(siblings);
        if (base >= 0) {
            Layer paint = siblings.get(base);
            boolean mixed = paint.isGroup() && holdsProtected(paint) && holds(paint, BASE);
            if (mixed) {
                return Optional.of(
                        among(paint.children()).orElse(new LayerPlace.TopOf(paint.id())));
            }
        }
        return IntStream.range(base + 1, siblings.size())
                .mapToObj(siblings::get)
                .filter(ResultPlacement::holdsProtected)
                .findFirst()
                .map(guard -> new LayerPlace.Below(guard.id()));
    }

    /** Index of what holds the base paint, else of the lowest layer that is free; -1 if none. */
    private static int lowestPaint(List<Layer> siblings) {
        int free = -1;
        for (int i = 0; i < siblings.size(); i++) {
            if (holds(siblings.get(i), BASE)) {
                return i;
            }
            if (free < 0 && !holdsProtected(siblings.get(i))) {
                free = i;
            }
        }
        return free;
    }

    private static boolean holds(Layer layer, LayerRole role) {
        return layer.role() == role
                || layer.children().stream().anyMatch(child -> holds(child, role));
    }

    private static boolean holdsProtected(Layer layer) {
        return layer.role().isProtected()
                || layer.children().stream().anyMatch(ResultPlacement::holdsProtected);
    }
}
