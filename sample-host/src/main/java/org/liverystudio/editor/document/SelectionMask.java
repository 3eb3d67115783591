package org.liverystudio.editor.document;

import java.util.Arrays;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/** A selection, or a layer mask seen as one: coverage inside bounds, 0 outside. */
public final class SelectionMask implements Selection {
    private final TiledMask mask;
    private final Rect bounds;

    private SelectionMask(TiledMask mask, Rect bounds) {
        this.mask = mask;
        this.bounds = bounds;
    }

    /** Every pixel of a rectangle, fully. */
    public static SelectionMask rectangle(Rect area) {
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        Arrays.fill(coverage, (byte) 255);
        return new SelectionMask(TiledMask.of(area, coverage, 0), area);
    }

    /**
     * The coverage of a mask.
     *
     * @param canvas where a mask that shows its outside ends
     */
    public static SelectionMask of(TiledMask mask, Rect canvas) {
        return new SelectionMask(
                mask, mask.outside() == 0 ? mask.bounds() : mask.bounds().union(canvas));
    }

    @Override
    public Rect bounds() {
        return bounds;
    }

    @Override
    public byte[] coverage(Rect area) {
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        Rect inside = area.intersect(bounds);
        byte[] known = mask.coverage(inside);
        for (int row = 0; row < inside.height(); row++) {
            int to = (inside.y() - area.y() + row) * area.width() + inside.x() - area.x();
            System.arraycopy(known, row * inside.width(), coverage, to, inside.width());
        }
        return coverage;
    }
}
