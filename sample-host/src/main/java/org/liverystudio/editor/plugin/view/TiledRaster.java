package org.liverystudio.editor.plugin.view;

import java.util.Objects;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/**
 * A window on a layer's tiles; nothing is copied until somebody asks.
 *
 * @param area in document coordinates; its corner is pixel 0, 0 of the raster
 */
record TiledRaster(TiledImage image, Rect area) implements Raster {
    @Override
    public int width() {
        return area.width();
    }

    @Override
    public int height() {
        return area.height();
    }

    @Override
    public void copyRgba(Rect part, byte[] target, int offset) {
        Objects.checkFromIndexSize(part.x(), part.width(), area.width());
        Objects.checkFromIndexSize(part.y(), part.height(), area.height());
        Rect inDocument =
                new Rect(area.x() + part.x(), area.y() + part.y(), part.width(), part.height());
        image.copyRgba(inDocument, target, offset);
    }
}
