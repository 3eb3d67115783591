package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/** Scales of 1 and above: each pixel of the document is a crisp square. */
final class EnlargedRows implements FramePainter.Rows {
    private final Viewport view;
    private final Rect document;
    private final TileRow source;
    private final int[] columns;

    EnlargedRows(TileCache tiles, Viewport view, Rect document, Rect shown) {
        this.view = view;
        this.document = document;
        columns = new int[shown.width()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = inside(view.toDocumentX(shown.x() + i + 0.5), document.width());
        }
        int first = columns[0];
        for (int i = 0; i < columns.length; i++) {
            columns[i] -= first;
        }
        source = new TileRow(tiles, 0, first, columns[columns.length - 1] + 1);
    }

    @Override
    public void paint(int y, int[] frame, int to) {
        int[] pixels = source.at(inside(view.toDocumentY(y + 0.5), document.height()));
        for (int i = 0; i < columns.length; i++) {
            frame[to + i] = pixels[columns[i]];
        }
    }

    private static int inside(double position, int size) {
        return Math.clamp((int) Math.floor(position), 0, size - 1);
    }
}
