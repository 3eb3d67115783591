package org.liverystudio.editor.image;

import org.liverystudio.host.Rect;

/** Which tile: tile 0, 0 holds the pixels 0 to 255; tiles left of it or above count down. */
record TileKey(int column, int row) {
    /** The tile that holds a pixel. */
    static TileKey at(int x, int y) {
        return new TileKey(x >> Tile.SHIFT, y >> Tile.SHIFT);
    }

    int left() {
        return column << Tile.SHIFT;
    }

    int top() {
        return row << Tile.SHIFT;
    }

    Rect area() {
        return new Rect(left(), top(), Tile.SIZE, Tile.SIZE);
    }
}
