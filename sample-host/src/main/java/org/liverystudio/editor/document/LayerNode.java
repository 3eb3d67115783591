package org.liverystudio.editor.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liverystudio.editor.image.CompositeNode;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/** A layer or a group of layers; immutable. */
public sealed interface LayerNode extends CompositeNode permits PixelLayer, GroupLayer {
    LayerAttributes attributes();

    /** The same node with other attributes. */
    LayerNode with(LayerAttributes attributes);

    /** A deep copy in which every node has a fresh id. */
    LayerNode copyWithFreshIds();

    /** Children of a group, bottom to top; empty for other layers. */
    @Override
    List<LayerNode> children();

    default LayerId id() {
        return attributes().id();
    }

    default String name() {
        return attributes().name();
    }

    @Override
    default boolean visible() {
        return attributes().visible();
    }

    @Override
    default double opacity() {
        return attributes().opacity();
    }

    @Override
    default double fillOpacity() {
        return attributes().fillOpacity();
    }

    @Override
    default BlendMode blendMode() {
        return attributes().blendMode();
    }

    @Override
    default boolean clipping() {
        return attributes().clipping();
    }

    @Override
    default Optional<LayerMask> mask() {
        return attributes().mask();
    }

    /** The role set by hand; see {@link DocumentState#role} for the one that counts. */
    default Optional<LayerRole> chosenRole() {
        return attributes().chosenRole();
    }

    default Map<String, String> properties() {
        return attributes().properties();
    }

    /** This node and everything in it, each group before its children, bottom to top. */
    default Stream<LayerNode> withDescendants() {
        return Stream.concat(
                Stream.of(this), children().stream().flatMap(LayerNode::withDescendants));
    }
}
