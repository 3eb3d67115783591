package org.liverystudio.editor.document;

import java.util.List;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * A group of layers.
 *
 * @param children bottom to top
 * @param expanded whether the layer panel shows its children
 */
public record GroupLayer(LayerAttributes attributes, List<LayerNode> children, boolean expanded)
        implements LayerNode {
    public GroupLayer {
        children = List.copyOf(children);
    }

    /** A visible, opaque, passing-through, expanded group with a fresh id. */
    public static GroupLayer named(String name, List<LayerNode> children) {
        return new GroupLayer(
                LayerAttributes.named(name).withBlendMode(BlendMode.PASS_THROUGH), children, true);
    }

    public GroupLayer withChildren(List<LayerNode> newChildren) {
        return new GroupLayer(attributes, newChildren, expanded);
    }

    public GroupLayer withExpanded(boolean open) {
        return new GroupLayer(attributes, children, open);
    }

    @Override
    public GroupLayer with(LayerAttributes newAttributes) {
        return new GroupLayer(newAttributes, children, expanded);
    }

    @Override
    public GroupLayer copyWithFreshIds() {
        return new GroupLayer(
                attributes.withId(LayerIds.next()),
                children.stream().map(LayerNode::copyWithFreshIds).toList(),
                expanded);
    }

    @Override
    public Rect bounds() {
        return children.stream().map(LayerNode::bounds).reduce(Rect.EMPTY, Rect::union);
    }

    @Override
    public boolean isGroup() {
        return true;
    }

    @Override
    public TiledImage pixels() {
        return TiledImage.EMPTY;
    }
}
