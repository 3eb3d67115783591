package org.liverystudio.editor.image;

import java.util.Objects;
import org.liverystudio.host.Rect;

/**
 * Pixels of a layer: 8-bit R, G, B and straight alpha on a plane without edges, transparent black
 * wherever nothing was written. Immutable and safe on any thread; {@link #edit()} makes the next
 * image, which shares every tile that was left alone.
 */
public final class TiledImage {
    /** The image without pixels. */
    public static final TiledImage EMPTY = new TiledImage(TileGrid.filledWith(4, 0), Rect.EMPTY);

    private final TileGrid grid;
    private final Rect bounds;

    private TiledImage(TileGrid grid, Rect bounds) {
        this.grid = grid;
        this.bounds = bounds;
    }

    /**
     * An image of one rectangle.
     *
     * @param area where the pixels lie
     * @param rgba {@code area.area() * 4} bytes R, G, B, A, row by row; copied
     * @throws IllegalArgumentException if the length does not fit the area
     */
    public static TiledImage ofRgba(Rect area, byte[] rgba) {
        return EMPTY.edit().write(area, rgba).build();
    }

    /**
     * The rectangle that was written to. It may hold transparent pixels, and it stays as a file
     * gave it, so that an untouched layer is saved with the bounds it came with.
     */
    public Rect bounds() {
        return bounds;
    }

    /** Pixels of an area as R, G, B, A bytes, row by row; a fresh array. */
    public byte[] rgba(Rect area) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        copyRgba(area, rgba, 0);
        return rgba;
    }

    /**
     * Copies an area as R, G, B, A bytes, row by row.
     *
     * @throws IndexOutOfBoundsException if they do not fit behind {@code offset}
     */
    public void copyRgba(Rect area, byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, area.area() * 4, (long) target.length);
        grid.read(area, target, offset);
    }

    /** Memory of its tiles, shared ones included. */
    public long byteCount() {
        return grid.byteCount();
    }

    /** Memory of the tiles that the other image does not share. */
    public long byteCountNotIn(TiledImage other) {
        return grid.byteCountNotIn(other.grid);
    }

    /** The smallest rectangle around the pixels in which the two differ; empty if in none. */
    public Rect changedSince(TiledImage other) {
        return grid.changedSince(other.grid);
    }

    /** Starts a changed copy. */
    public Editor edit() {
        return new Editor();
    }

    /** The same at another place: so many pixels to the right and down. */
    public TiledImage movedBy(int dx, int dy) {
        Rect there =
                bounds.isEmpty()
                        ? Rect.EMPTY
                        : new Rect(
                                bounds.x() + dx, bounds.y() + dy, bounds.width(), bounds.height());
        return new TiledImage(grid.movedBy(dx, dy), there);
    }

    /** The tiles, each level up at half the size of the one before. */
    TileGrid level(int level) {
        TileGrid at = grid;
        for (int i = 0; i < level; i++) {
            at = at.half();
        }
        return at;
    }

    /** Makes a changed copy of the image; belongs to one thread. */
    public final class Editor {
        private final TileGrid.Editor tiles = grid.edit();
        private Rect written = bounds;

        private Editor() {}

        /**
         * Replaces an area.
         *
         * @param rgba {@code area.area() * 4} bytes
         */
        public Editor write(Rect area, byte[] rgba) {
            if (rgba.length != area.area() * 4) {
                throw new IllegalArgumentException(
                        "%d bytes do not fill %s".formatted(rgba.length, area));
            }
            tiles.write(area, rgba, 0, area.width() * 4);
            written = written.union(area);
            return this;
        }

        /** Makes an area transparent black; the bounds stay. */
        public Editor clear(Rect area) {
            tiles.clear(area);
            return this;
        }

        /** The new image. */
        public TiledImage build() {
            return new TiledImage(tiles.build(), written);
        }
    }
}
