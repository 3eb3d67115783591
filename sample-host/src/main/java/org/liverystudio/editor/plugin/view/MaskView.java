package org.liverystudio.editor.plugin.view;

import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/**
 * A layer mask as coverage: how much of the layer it lets through.
 *
 * @param canvas where a mask that shows its outside ends
 */
record MaskView(LayerMask mask, Rect canvas) implements Selection {
    @Override
    public Rect bounds() {
        Rect written = mask.coverage().bounds();
        return through(mask.coverage().outside()) == 0 ? written : written.union(canvas);
    }

    @Override
    public byte[] coverage(Rect area) {
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        Rect inside = area.intersect(bounds());
        byte[] known = mask.coverage().coverage(inside);
        for (int row = 0, i = 0; row < inside.height(); row++) {
            int to = (inside.y() - area.y() + row) * area.width() + inside.x() - area.x();
            for (int x = 0; x < inside.width(); x++, i++, to++) {
                coverage[to] = (byte) through(known[i] & 255);
            }
        }
        return coverage;
    }

    /** A mask of low density hides less than its coverage says. */
    private int through(int value) {
        return (int) Math.round(255 - mask.density() * (255 - value));
    }
}
