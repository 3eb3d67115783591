package org.liverystudio.host;

import java.util.Objects;

/** The plain raster behind {@link Raster#ofRgba}: one array of bytes. */
record RgbaRaster(int width, int height, byte[] rgba) implements Raster {
    RgbaRaster {
        if (width < 0 || height < 0 || rgba.length != 4L * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes do not fill %d x %d pixels of 4 bytes"
                            .formatted(rgba.length, width, height));
        }
    }

    @Override
    public void copyRgba(Rect area, byte[] target, int offset) {
        Objects.checkFromIndexSize(area.x(), area.width(), width);
        Objects.checkFromIndexSize(area.y(), area.height(), height);
        int rowBytes = area.width() * 4;
        for (int row = 0; row < area.height(); row++) {
            int from = ((area.y() + row) * width + area.x()) * 4;
            System.arraycopy(rgba, from, target, offset + row * rowBytes, rowBytes);
        }
    }
}
