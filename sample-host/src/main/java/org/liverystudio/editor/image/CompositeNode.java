package org.liverystudio.editor.image;

import java.util.List;
import java.util.Optional;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/** What {@link Compositor} needs to know of a layer or group. */
public interface CompositeNode {
    boolean visible();

    /** 0 to 1. */
    double opacity();

    /** Photoshop's "fill": 0 to 1, multiplied with the opacity, but leaving layer effects alone. */
    double fillOpacity();

    BlendMode blendMode();

    /** Whether it shows only where the nearest layer below that does not clip has pixels. */
    boolean clipping();

    Optional<LayerMask> mask();

    /** Where it has pixels; of a group the union of its children. */
    Rect bounds();

    boolean isGroup();

    /** Pixels of a layer; a group has none. */
    TiledImage pixels();

    /** Children of a group, bottom to top. */
    List<? extends CompositeNode> children();
}
