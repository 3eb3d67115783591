package org.liverystudio.editor.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liverystudio.host.Rect;

/**
 * Composites a stack that changes step by step, such as a document while it is painted. Shows the
 * same as {@link Compositor}, to a rounding of one level where normal layers above the changed one
 * were put together first. Safe on any thread.
 */
public final class CompositeCache {
    private final long budgetBytes;
    private final Map<Place, CachedTile> tiles = new LinkedHashMap<>(64, 0.75f, true);

    private record Place(TileKey key, int level) {}

    /**
     * @param budgetBytes most that it keeps; those tiles go first that were not asked for longest
     */
    public CompositeCache(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    /**
     * The picture of a stack.
     *
     * @param area in coordinates of the level
     * @param level see {@link Compositor}
     * @return straight R, G, B, A bytes, row by row
     */
    public byte[] render(List<? extends CompositeNode> bottomToTop, Rect area, int level) {
        List<Run> runs = Run.of(bottomToTop);
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        TileGrid.parts(area).parallelStream()
                .forEach(
                        part -> {
                            CachedTile tile = tile(new Place(part.key(), level));
                            tile.composite(runs, part.area()).store(area, rgba);
                        });
        trim();
        return rgba;
    }

    private synchronized CachedTile tile(Place place) {
        return tiles.computeIfAbsent(place, p -> new CachedTile(p.key(), p.level()));
    }

    private synchronized void trim() {
        long used = byteCount();
        var eldest = tiles.values().iterator();
        while (used > budgetBytes && eldest.hasNext()) {
            used -= eldest.next().byteCount();
            eldest.remove();
        }
    }

    /** Memory that it takes. */
    synchronized long byteCount() {
        return tiles.values().stream().mapToLong(CachedTile::byteCount).sum();
    }
}
