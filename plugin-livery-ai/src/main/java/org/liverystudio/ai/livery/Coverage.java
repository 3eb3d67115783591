package org.liverystudio.ai.livery;

import java.util.Arrays;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/**
 * Coverage kept as one byte a pixel, 0 not at all to 255 fully; 0 outside {@link #bounds()}.
 *
 * @param bounds in document coordinates
 * @param values {@code bounds.width() * bounds.height()} bytes, row by row; never changed once here
 */
public record Coverage(Rect bounds, byte[] values) implements Selection {
    /** Covers nothing. */
    public static final Coverage NONE = new Coverage(Rect.EMPTY, new byte[0]);

    public Coverage {
        if (values.length != bounds.area()) {
            throw new IllegalArgumentException(
                    "%d values do not fill %s".formatted(values.length, bounds));
        }
    }

    /** Every pixel of an area, fully. */
    public static Coverage full(Rect area) {
        byte[] values = new byte[Math.toIntExact(area.area())];
        Arrays.fill(values, (byte) 255);
        return new Coverage(area, values);
    }

    /** What a selection covers inside an area. */
    public static Coverage of(Selection selection, Rect area) {
        Rect inside = area.intersect(selection.bounds());
        return new Coverage(inside, selection.coverage(inside));
    }

    /**
     * The alpha of a raster.
     *
     * @param area where the raster lies in the document; as large as the raster
     */
    static Coverage alphaOf(Raster raster, Rect area) {
        byte[] rgba = raster.toRgba();
        byte[] values = new byte[rgba.length / 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = rgba[i * 4 + 3];
        }
        return new Coverage(area, values);
    }

    @Override
    public byte[] coverage(Rect area) {
        byte[] result = new byte[Math.toIntExact(area.area())];
        Rect shared = area.intersect(bounds);
        for (int y = shared.y(); y < shared.bottom(); y++) {
            int from = (y - bounds.y()) * bounds.width() + shared.x() - bounds.x();
            int to = (y - area.y()) * area.width() + shared.x() - area.x();
            System.arraycopy(values, from, result, to, shared.width());
        }
        return result;
    }

    /** Covers, inside the same bounds, what this one leaves. */
    Coverage inverted() {
        byte[] result = new byte[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (255 - (values[i] & 0xff));
        }
        return new Coverage(bounds, result);
    }

    /** Where both cover: the product, so that two soft edges stay soft. */
    public Coverage times(Selection other) {
        Rect shared = bounds.intersect(other.bounds());
        byte[] mine = coverage(shared);
        byte[] theirs = other.coverage(shared);
        for (int i = 0; i < mine.length; i++) {
            mine[i] = (byte) (((mine[i] & 0xff) * (theirs[i] & 0xff) + 127) / 255);
        }
        return new Coverage(shared, mine);
    }

    /** The same coverage in the smallest bounds that hold it; {@link #NONE} if all is 0. */
    public Coverage trimmed() {
        int left = bounds.right();
        int right = bounds.x();
        int top = bounds.bottom();
        int bottom = bounds.y();
        int index = 0;
        for (int y = bounds.y(); y < bounds.bottom(); y++) {
            for (int x = bounds.x(); x < bounds.right(); x++) {
                if (values[index++] != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        Rect tight = Rect.between(left, top, right, bottom);
        return tight.isEmpty() ? NONE : new Coverage(tight, coverage(tight));
    }

    /** Whether every pixel inside the bounds has this value. */
    boolean isAll(int value) {
        for (byte one : values) {
            if ((one & 0xff) != value) {
                return false;
            }
        }
        return true;
    }
}
