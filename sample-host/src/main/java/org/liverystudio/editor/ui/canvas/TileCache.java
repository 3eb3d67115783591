package org.liverystudio.editor.ui.canvas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.Rect;

/**
 * Keeps the computed tiles of one picture, within a budget of bytes; those used least recently go
 * first. A changed area is computed again only where it is looked at, and until then the old pixels
 * may be shown.
 *
 * <p>Safe for use by several threads, as long as they {@link #compute} different tiles.
 */
final class TileCache {
    private final long budgetBytes;
    private final Map<ViewTile, DisplayTile> tiles = new LinkedHashMap<>(64, 0.75f, true);
    private long usedBytes;

    TileCache(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    /**
     * Marks what changed; tiles that show it keep their old pixels until computed again.
     *
     * @param area in full-size pixels
     */
    synchronized void invalidate(Rect area) {
        if (area.isEmpty()) {
            return;
        }
        tiles.replaceAll(
                (key, tile) -> {
                    Rect changed = key.touchedBy(area);
                    return changed.isEmpty() ? tile : tile.staleIn(changed);
                });
    }

    synchronized void clear() {
        tiles.clear();
        usedBytes = 0;
    }

    synchronized long usedBytes() {
        return usedBytes;
    }

    /** A tile as it is kept, perhaps of an older picture; empty if it is not known. */
    synchronized Optional<DisplayTile> known(ViewTile key) {
        return Optional.ofNullable(tiles.get(key));
    }

    /**
     * The tiles of a level that must be computed before an area looks right.
     *
     * @param area in full-size pixels
     */
    synchronized List<ViewTile> missing(int level, Rect area) {
        List<ViewTile> missing = new ArrayList<>();
        if (area.isEmpty()) {
            return missing;
        }
        int span = ViewTile.SIZE << level;
        for (int y = Math.floorDiv(area.y(), span); y * span < area.bottom(); y++) {
            for (int x = Math.floorDiv(area.x(), span); x * span < area.right(); x++) {
                ViewTile key = new ViewTile(level, x, y);
                DisplayTile tile = tiles.get(key);
                if (tile == null || !tile.stale().isEmpty()) {
                    missing.add(key);
                }
            }
        }
        return missing;
    }

    /** Brings a tile up to date; computes only what is new or changed in it. */
    void compute(Picture picture, ViewTile key) {
        DisplayTile known = get(key);
        Rect todo =
                (known == null ? key.area() : known.stale())
                        .intersect(key.touchedBy(picture.bounds()));
        int[] pixels =
                known == null || known.pixels() == null
                        ? new int[ViewTile.SIZE * ViewTile.SIZE]
                        : known.pixels().clone();
        if (!todo.isEmpty()) {
            Rect area = key.area();
            Rect inTile =
                    new Rect(todo.x() - area.x(), todo.y() - area.y(), todo.width(), todo.height());
            TilePixels.put(picture.rgba(todo, key.level()), pixels, inTile);
        }
        keep(key, new DisplayTile(TilePixels.isBlank(pixels) ? null : pixels, Rect.EMPTY));
    }

    private synchronized DisplayTile get(ViewTile key) {
        return tiles.get(key);
    }

    private synchronized void keep(ViewTile key, DisplayTile tile) {
        DisplayTile old = tiles.put(key, tile);
        usedBytes += tile.bytes() - (old == null ? 0 : old.bytes());
        var eldest = tiles.entrySet().iterator();
        while (usedBytes > budgetBytes && tiles.size() > 1 && eldest.hasNext()) {
            usedBytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }
}
