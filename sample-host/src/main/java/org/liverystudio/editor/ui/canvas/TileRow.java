package org.liverystudio.editor.ui.canvas;

import java.util.Arrays;
import java.util.Optional;

/** A row of pixels read out of the tiles of one level; remembers which row it holds. */
final class TileRow {
    private final TileCache tiles;
    private final int level;
    private final int first;
    private final int[] pixels;
    private int held = -1;

    /**
     * @param first column of the first pixel, counted in pixels of the level
     * @param count pixels of the row
     */
    TileRow(TileCache tiles, int level, int first, int count) {
        this.tiles = tiles;
        this.level = level;
        this.first = first;
        this.pixels = new int[count];
    }

    boolean holds(int y) {
        return held == y;
    }

    /** The pixels of row {@code y}; belongs to this object until the next call. */
    int[] at(int y) {
        if (held != y) {
            read(y);
            held = y;
        }
        return pixels;
    }

    private void read(int y) {
        int done = 0;
        while (done < pixels.length) {
            int tileX = (first + done) / ViewTile.SIZE;
            int inTile = first + done - tileX * ViewTile.SIZE;
            int length = Math.min(ViewTile.SIZE - inTile, pixels.length - done);
            ViewTile key = new ViewTile(level, tileX, y / ViewTile.SIZE);
            Optional<DisplayTile> tile = tiles.known(key);
            if (tile.isEmpty()) {
                readCoarser(y, done, length);
            } else if (tile.get().pixels() == null) {
                Arrays.fill(pixels, done, done + length, 0);
            } else {
                int from = y % ViewTile.SIZE * ViewTile.SIZE + inTile;
                System.arraycopy(tile.get().pixels(), from, pixels, done, length);
            }
            done += length;
        }
    }

    /** A blurred picture now is better than a sharp one later. */
    private void readCoarser(int y, int done, int length) {
        for (int up = 1; level + up <= FramePainter.MAX_LEVEL; up++) {
            int x = first + done;
            int span = ViewTile.SIZE << up;
            Optional<DisplayTile> tile = tiles.known(new ViewTile(level + up, x / span, y / span));
            if (tile.isPresent() && tile.get().pixels() != null) {
                int row = (y >> up) % ViewTile.SIZE * ViewTile.SIZE;
                for (int i = 0; i < length; i++) {
                    int column = (x + i >> up) % ViewTile.SIZE;
                    pixels[done + i] = tile.get().pixels()[row + column];
                }
                return;
            }
        }
        Arrays.fill(pixels, done, done + length, 0);
    }
}
