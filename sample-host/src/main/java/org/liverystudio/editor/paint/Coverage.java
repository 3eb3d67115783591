package org.liverystudio.editor.paint;

import java.util.Optional;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.Rect;

/** Coverage of an area, one byte a pixel, row by row, while a selection is worked on. */
record Coverage(Rect area, byte[] values) {
    static Coverage of(SelectionMask selection, Rect area) {
        return new Coverage(area, selection.coverage(area));
    }

    int at(int index) {
        return values[index] & 255;
    }

    /** The selection; empty if nothing is covered. Its bounds are as tight as can be. */
    Optional<SelectionMask> selection() {
        Rect tight = tightBounds();
        if (tight.isEmpty()) {
            return Optional.empty();
        }
        byte[] inside = new byte[Math.toIntExact(tight.area())];
        for (int row = 0; row < tight.height(); row++) {
            int from = (tight.y() + row - area.y()) * area.width() + tight.x() - area.x();
            System.arraycopy(values, from, inside, row * tight.width(), tight.width());
        }
        return Optional.of(SelectionMask.of(TiledMask.of(tight, inside, 0), area));
    }

    private Rect tightBounds() {
        int left = area.width();
        int right = 0;
        int top = area.height();
        int bottom = 0;
        for (int y = 0, i = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++, i++) {
                if (values[i] != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        return Rect.between(area.x() + left, area.y() + top, area.x() + right, area.y() + bottom);
    }
}
