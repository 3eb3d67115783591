package org.liverystudio.editor.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.liverystudio.host.Rect;

/**
 * A plane without edges, cut into tiles; a tile that is not there holds the fill value everywhere.
 * Immutable: {@link Editor} makes the next one and shares what it leaves alone.
 */
final class TileGrid {
    private final int pixelBytes;
    private final byte fill;
    private final Map<TileKey, Tile> tiles;
    private volatile Halves halves;

    /**
     * What is known of the plane at half the size.
     *
     * @param grid the half of this plane, or of an earlier one
     * @param changed tiles of the half in which this plane differs from that earlier one
     */
    private record Halves(TileGrid grid, Set<TileKey> changed) {
        Halves alsoChanged(Set<TileKey> tiles) {
            Set<TileKey> all = new HashSet<>(changed);
            tiles.forEach(key -> all.add(parent(key)));
            return new Halves(grid, all);
        }
    }

    private TileGrid(int pixelBytes, byte fill, Map<TileKey, Tile> tiles, Halves halves) {
        this.pixelBytes = pixelBytes;
        this.fill = fill;
        this.tiles = tiles;
        this.halves = halves;
    }

    static TileGrid filledWith(int pixelBytes, int fill) {
        return new TileGrid(pixelBytes, (byte) fill, Map.of(), null);
    }

    /** The tile at a place; null if it holds only the fill value. */
    Tile tile(TileKey key) {
        return tiles.get(key);
    }

    int fill() {
        return fill & 255;
    }

    /** Copies an area row by row. */
    void read(Rect area, byte[] target, int offset) {
        int rowBytes = area.width() * pixelBytes;
        forEachPart(
                area,
                (key, part) -> {
                    Tile tile = tiles.get(key);
                    int partBytes = part.width() * pixelBytes;
                    for (int y = part.y(); y < part.bottom(); y++) {
                        int to =
                                offset
                                        + (y - area.y()) * rowBytes
                                        + (part.x() - area.x()) * pixelBytes;
                        if (tile == null) {
                            Arrays.fill(target, to, to + partBytes, fill);
                        } else {
                            System.arraycopy(
                                    tile.data(), index(key, part.x(), y), target, to, partBytes);
                        }
                    }
                });
    }

    /**
     * The plane at half the size: pixel x, y covers 2x, 2y to 2x + 1, 2y + 1. After a change only
     * the tiles that it touched are made anew.
     */
    TileGrid half() {
        Halves known = halves;
        if (known == null) {
            Set<TileKey> parents = new HashSet<>();
            tiles.keySet().forEach(key -> parents.add(parent(key)));
            known = new Halves(filledWith(pixelBytes, fill()), parents);
        }
        if (!known.changed().isEmpty()) {
            known = new Halves(halved(known), Set.of());
        }
        halves = known; // Racing threads make equal ones.
        return known.grid();
    }

    private TileGrid halved(Halves known) {
        Editor next = known.grid().edit();
        for (TileKey parent : known.changed()) {
            next.put(parent, quarters(parent));
        }
        return next.build();
    }

    private byte[] quarters(TileKey parent) {
        byte[] data = blank();
        int halfRowBytes = Tile.SIZE / 2 * pixelBytes;
        for (int quarter = 0; quarter < 4; quarter++) {
            int column = quarter & 1;
            int row = quarter >> 1;
            Tile tile =
                    tiles.get(new TileKey(2 * parent.column() + column, 2 * parent.row() + row));
            for (int y = 0; tile != null && y < Tile.SIZE / 2; y++) {
                int to =
                        ((row * Tile.SIZE / 2 + y) * Tile.SIZE + column * Tile.SIZE / 2)
                                * pixelBytes;
                System.arraycopy(tile.half(), y * halfRowBytes, data, to, halfRowBytes);
            }
        }
        return data;
    }

    private static TileKey parent(TileKey key) {
        return new TileKey(key.column() >> 1, key.row() >> 1);
    }

    long byteCount() {
        return byteCount(tiles.values().stream());
    }

    /** Bytes of the tiles that the other grid does not share. */
    long byteCountNotIn(TileGrid other) {
        return byteCount(
                tiles.entrySet().stream()
                        .filter(entry -> other.tiles.get(entry.getKey()) != entry.getValue())
                        .map(Map.Entry::getValue));
    }

    /** A tile that lies in several places counts once; tiles are equal only to themselves. */
    private long byteCount(Stream<Tile> some) {
        return some.distinct().count() * Tile.PIXELS * pixelBytes;
    }

    /** The smallest rectangle around the pixels that differ; shared tiles are skipped. */
    Rect changedSince(TileGrid other) {
        Set<TileKey> keys = new HashSet<>(tiles.keySet());
        keys.addAll(other.tiles.keySet());
        Rect changed = Rect.EMPTY;
        for (TileKey key : keys) {
            Tile now = tiles.get(key);
            Tile before = other.tiles.get(key);
            if (now != before && !changed.union(key.area()).equals(changed)) {
                Rect part =
                        now == null || before == null
                                ? key.area()
                                : now.changedSince(before, key.left(), key.top());
                changed = changed.union(part);
            }
        }
        return changed;
    }

    /** The same at another place; costs what is stored, however far its parts lie apart. */
    TileGrid movedBy(int dx, int dy) {
        Editor moved = filledWith(pixelBytes, fill()).edit();
        tiles.forEach(
                (key, tile) ->
                        moved.write(
                                new Rect(key.left() + dx, key.top() + dy, Tile.SIZE, Tile.SIZE),
                                tile.data(),
                                0,
                                Tile.SIZE * pixelBytes));
        return moved.build();
    }

    Editor edit() {
        return new Editor();
    }

    private byte[] blank() {
        byte[] data = new byte[Tile.PIXELS * pixelBytes];
        if (fill != 0) {
            Arrays.fill(data, fill);
        }
        return data;
    }

    private int index(TileKey key, int x, int y) {
        return ((y - key.top()) * Tile.SIZE + x - key.left()) * pixelBytes;
    }

    /** Receives the part of an area that lies in one tile. */
    @FunctionalInterface
    interface PartVisitor {
        void visit(TileKey key, Rect part);
    }

    /** Cuts an area along the tiles' edges. */
    static void forEachPart(Rect area, PartVisitor visitor) {
        if (area.isEmpty()) {
            return;
        }
        TileKey first = TileKey.at(area.x(), area.y());
        TileKey last = TileKey.at(area.right() - 1, area.bottom() - 1);
        for (int row = first.row(); row <= last.row(); row++) {
            for (int column = first.column(); column <= last.column(); column++) {
                TileKey key = new TileKey(column, row);
                visitor.visit(key, key.area().intersect(area));
            }
        }
    }

    /** A part of an area that lies in one tile. */
    record Part(TileKey key, Rect area) {}

    /** An area cut along the tiles' edges. */
    static List<Part> parts(Rect area) {
        List<Part> parts = new ArrayList<>();
        forEachPart(area, (key, part) -> parts.add(new Part(key, part)));
        return parts;
    }

    /** Makes a changed copy; belongs to one thread and ends with {@link #build()}. */
    final class Editor {
        private final Map<TileKey, Tile> next = new HashMap<>(tiles);
        private final Map<TileKey, byte[]> open = new HashMap<>();
        private final Set<TileKey> touched = new HashSet<>();

        /**
         * Replaces an area.
         *
         * @param source rows of {@code stride} bytes, from {@code offset}
         */
        void write(Rect area, byte[] source, int offset, int stride) {
            forEachPart(
                    area,
                    (key, part) -> {
                        touched.add(key);
                        byte[] data = open.computeIfAbsent(key, this::writable);
                        int partBytes = part.width() * pixelBytes;
                        for (int y = part.y(); y < part.bottom(); y++) {
                            int from =
                                    offset
                                            + (y - area.y()) * stride
                                            + (part.x() - area.x()) * pixelBytes;
                            System.arraycopy(
                                    source, from, data, index(key, part.x(), y), partBytes);
                        }
                    });
        }

        /** Replaces a whole tile; takes the array over. */
        void put(TileKey key, byte[] data) {
            touched.add(key);
            open.put(key, data);
        }

        /** Gives an area the fill value. */
        void clear(Rect area) {
            forEachPart(
                    area,
                    (key, part) -> {
                        touched.add(key);
                        if (part.area() == Tile.PIXELS) {
                            open.remove(key);
                            next.remove(key);
                            return;
                        }
                        if (!open.containsKey(key) && !next.containsKey(key)) {
                            return;
                        }
                        byte[] data = open.computeIfAbsent(key, this::writable);
                        for (int y = part.y(); y < part.bottom(); y++) {
                            int from = index(key, part.x(), y);
                            Arrays.fill(data, from, from + part.width() * pixelBytes, fill);
                        }
                    });
        }

        /** Places of one plain colour share one tile: base coats and masks are full of them. */
        TileGrid build() {
            Map<ByteBuffer, Tile> plain = new HashMap<>();
            open.forEach(
                    (key, data) -> {
                        if (!Tile.isUniform(data)) {
                            next.put(key, new Tile(data));
                        } else if (isFill(data)) {
                            next.remove(key);
                        } else {
                            ByteBuffer pixel = ByteBuffer.wrap(data, 0, pixelBytes);
                            next.put(key, plain.computeIfAbsent(pixel, p -> new Tile(data)));
                        }
                    });
            open.clear();
            Halves known = halves;
            return new TileGrid(
                    pixelBytes,
                    fill,
                    Map.copyOf(next),
                    known == null ? null : known.alsoChanged(touched));
        }

        private boolean isFill(byte[] uniform) {
            for (int i = 0; i < pixelBytes; i++) {
                if (uniform[i] != fill) {
                    return false;
                }
            }
            return true;
        }

        private byte[] writable(TileKey key) {
            Tile tile = next.get(key);
            return tile == null ? blank() : tile.data().clone();
        }
    }
}
