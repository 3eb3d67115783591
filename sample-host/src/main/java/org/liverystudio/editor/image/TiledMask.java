package org.liverystudio.editor.image;

import java.util.Objects;
import org.liverystudio.host.Rect;

/**
 * Coverage of each pixel on a plane without edges: 0 hides, 255 shows. Immutable, like {@link
 * TiledImage}. Outside {@link #bounds()} every pixel has one value.
 */
public final class TiledMask {
    private final TileGrid grid;
    private final Rect bounds;

    private TiledMask(TileGrid grid, Rect bounds) {
        this.grid = grid;
        this.bounds = bounds;
    }

    /**
     * A mask with the same value everywhere.
     *
     * @param value 0 to 255
     */
    public static TiledMask filledWith(int value) {
        return new TiledMask(TileGrid.filledWith(1, value), Rect.EMPTY);
    }

    /**
     * A mask of one rectangle.
     *
     * @param coverage {@code area.area()} bytes, row by row; copied
     * @param outside value of every other pixel, 0 to 255
     * @throws IllegalArgumentException if the length does not fit the area
     */
    public static TiledMask of(Rect area, byte[] coverage, int outside) {
        return filledWith(outside).with(area, coverage);
    }

    /** A copy with other coverage in an area. */
    public TiledMask with(Rect area, byte[] coverage) {
        if (coverage.length != area.area()) {
            throw new IllegalArgumentException(
                    "%d bytes do not fill %s".formatted(coverage.length, area));
        }
        TileGrid.Editor editor = grid.edit();
        editor.write(area, coverage, 0, area.width());
        return new TiledMask(editor.build(), bounds.union(area));
    }

    /** The rectangle that was written to. */
    public Rect bounds() {
        return bounds;
    }

    /** Value of every pixel outside {@link #bounds()}, 0 to 255. */
    public int outside() {
        return grid.fill();
    }

    /** Coverage of an area, row by row; a fresh array. */
    public byte[] coverage(Rect area) {
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        copyCoverage(area, coverage, 0);
        return coverage;
    }

    /**
     * Copies an area, row by row.
     *
     * @throws IndexOutOfBoundsException if it does not fit behind {@code offset}
     */
    public void copyCoverage(Rect area, byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, area.area(), (long) target.length);
        grid.read(area, target, offset);
    }

    /** Memory of its tiles, shared ones included. */
    public long byteCount() {
        return grid.byteCount();
    }

    /** Memory of the tiles that the other mask does not share. */
    public long byteCountNotIn(TiledMask other) {
        return grid.byteCountNotIn(other.grid);
    }

    /** The same at another place: so many pixels to the right and down. */
    public TiledMask movedBy(int dx, int dy) {
        Rect there =
                bounds.isEmpty()
                        ? Rect.EMPTY
                        : new Rect(
                                bounds.x() + dx, bounds.y() + dy, bounds.width(), bounds.height());
        return new TiledMask(grid.movedBy(dx, dy), there);
    }

    /** The tiles, each level up at half the size of the one before. */
    TileGrid level(int level) {
        TileGrid at = grid;
        for (int i = 0; i < level; i++) {
            at = at.half();
        }
        return at;
    }
}
