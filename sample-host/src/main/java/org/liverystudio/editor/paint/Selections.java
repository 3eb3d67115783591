package org.liverystudio.editor.paint;

import java.util.Optional;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.host.Rect;

/** Makes selections from selections; all end at the edges of the canvas. */
public final class Selections {
    /** Most that a selection can grow, shrink or be feathered by, in pixels. */
    public static final int FARTHEST = 200;

    /** How a new selection meets the one before. */
    public enum Meeting {
        REPLACE,
        ADD,
        SUBTRACT
    }

    private Selections() {}

    /**
     * Puts a new selection and the one before together.
     *
     * @param coverage of the whole canvas, row by row
     */
    public static Optional<SelectionMask> combine(
            Optional<SelectionMask> before, byte[] coverage, Rect canvas, Meeting meeting) {
        byte[] values = coverage.clone();
        Coverage old =
                new Coverage(
                        canvas,
                        before.map(mask -> mask.coverage(canvas))
                                .orElseGet(() -> new byte[values.length]));
        for (int i = 0; i < values.length; i++) {
            int fresh = values[i] & 255;
            values[i] =
                    (byte)
                            switch (meeting) {
                                case REPLACE -> fresh;
                                case ADD -> Math.max(old.at(i), fresh);
                                case SUBTRACT -> Math.min(old.at(i), 255 - fresh);
                            };
        }
        return new Coverage(canvas, values).selection();
    }

    /** Selects what was not; all of the canvas where nothing was. */
    public static Optional<SelectionMask> invert(Optional<SelectionMask> before, Rect canvas) {
        if (before.isEmpty()) {
            return Optional.of(SelectionMask.rectangle(canvas));
        }
        return inverted(Coverage.of(before.get(), canvas)).selection();
    }

    private static Coverage inverted(Coverage coverage) {
        byte[] values = coverage.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ~values[i];
        }
        return new Coverage(coverage.area(), values);
    }

    /**
     * Adds what is near, in a circle.
     *
     * @param pixels 1 to {@link #FARTHEST}
     */
    public static Optional<SelectionMask> grow(SelectionMask before, int pixels, Rect canvas) {
        Rect area = around(before.bounds(), pixels).intersect(canvas);
        return Dilation.of(Coverage.of(before, area), pixels).selection();
    }

    /** Takes away what is near the edge, also near the edge of the canvas. */
    public static Optional<SelectionMask> shrink(SelectionMask before, int pixels, Rect canvas) {
        Rect bounds = before.bounds().intersect(canvas);
        Coverage padded = Coverage.of(before, around(bounds, 1));
        return inverted(Dilation.of(inverted(padded), pixels)).selection();
    }

    /** Softens the edge: about so many pixels to either side. */
    public static Optional<SelectionMask> feather(SelectionMask before, int pixels, Rect canvas) {
        Rect area = around(before.bounds(), 2 * pixels + 2);
        Coverage soft = SoftEdge.of(Coverage.of(before, area), pixels);
        Optional<SelectionMask> all = soft.selection();
        return all.flatMap(mask -> Coverage.of(mask, mask.bounds().intersect(canvas)).selection());
    }

    private static Rect around(Rect area, int pixels) {
        return new Rect(
                area.x() - pixels,
                area.y() - pixels,
                area.width() + 2 * pixels,
                area.height() + 2 * pixels);
    }
}
