package org.liverystudio.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layer or group as it was when its {@link DocumentSnapshot} was taken; immutable. */
public interface Layer {
    LayerId id();

    String name();

    boolean isGroup();

    /** Children of a group, bottom to top; empty for other layers. */
    List<Layer> children();

    /** Its own eye; a hidden group hides its children without changing theirs. */
    boolean isVisible();

    /** 0 to 1. */
    double opacity();

    BlendMode blendMode();

    LayerRole role();

    /** Where it has pixels, in document coordinates; of a group the union of its children. */
    Rect bounds();

    /**
     * The stored pixels, without layer mask, opacity or blending; transparent outside {@link
     * #bounds()}. A group has none of its own.
     *
     * @param area in document coordinates; decides the size of the result
     */
    Raster pixels(Rect area);

    /**
     * The layer alone on transparent ground: layer masks applied, its own visibility, opacity and
     * blend mode left out; a group shows its visible children.
     *
     * @param area in document coordinates; decides the size of the result
     */
    Raster render(Rect area);

    /** The layer mask; empty if there is none or it is switched off. */
    Optional<Selection> mask();

    /** Values that plugins stored with the layer, by keys such as {@code "livery.ai.recipe"}. */
    Map<String, String> properties();
}
