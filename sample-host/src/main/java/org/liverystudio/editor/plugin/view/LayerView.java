package org.liverystudio.editor.plugin.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.image.Compositor;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/**
 * A layer of a document state.
 *
 * @param state decides the role, which depends on the groups around the layer
 */
record LayerView(DocumentState state, LayerNode node) implements Layer {
    @Override
    public LayerId id() {
        return node.id();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public boolean isGroup() {
        return node.isGroup();
    }

    @Override
    public List<Layer> children() {
        return of(state, node.children());
    }

    static List<Layer> of(DocumentState state, List<LayerNode> nodes) {
        return nodes.stream().<Layer>map(node -> new LayerView(state, node)).toList();
    }

    @Override
    public boolean isVisible() {
        return node.visible();
    }

    @Override
    public double opacity() {
        return node.opacity();
    }

    @Override
    public BlendMode blendMode() {
        return node.blendMode();
    }

    @Override
    public LayerRole role() {
        return state.role(node.id());
    }

    @Override
    public Rect bounds() {
        return node.bounds();
    }

    @Override
    public Raster pixels(Rect area) {
        return new TiledRaster(node.pixels(), area);
    }

    @Override
    public Raster render(Rect area) {
        byte[] rgba = Compositor.renderAlone(node, area, 0);
        return Raster.ofRgba(area.width(), area.height(), rgba);
    }

    @Override
    public Optional<Selection> mask() {
        return node.mask()
                .filter(LayerMask::enabled)
                .map(mask -> new MaskView(mask, state.bounds()));
    }

    @Override
    public Map<String, String> properties() {
        return node.properties();
    }
}
