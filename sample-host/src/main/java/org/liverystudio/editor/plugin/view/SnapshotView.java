package org.liverystudio.editor.plugin.view;

import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/** A document state as plugins see it; costs nothing to make. */
public record SnapshotView(DocumentState state) implements DocumentSnapshot {
    @Override
    public int width() {
        return state.width();
    }

    @Override
    public int height() {
        return state.height();
    }

    @Override
    public List<Layer> layers() {
        return LayerView.of(state, state.layers());
    }

    @Override
    public Optional<LayerId> activeLayer() {
        return state.activeLayer();
    }

    @Override
    public Optional<Selection> selection() {
        return state.selection().map(mask -> mask);
    }

    @Override
    public Raster composite(Rect area) {
        return Raster.ofRgba(area.width(), area.height(), state.composite(area));
    }
}
