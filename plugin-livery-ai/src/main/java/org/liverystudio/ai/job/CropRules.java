package org.liverystudio.ai.job;

import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;

/** Decides the size of the generated picture and the part of the document that it shows. */
final class CropRules {
    /** Longer strips make SDXL repeat itself; the crop is widened instead. */
    private static final double LONGEST_PROPORTION = 2.5;

    /** The UNet halves the latents, an eighth of the picture, more than once. */
    private static final int GRID = 32;

    /** Share of the document above which an area is taken for all of it. */
    private static final double NEARLY_ALL = 0.8;

    private CropRules() {}

    /**
     * The part of the document to work on. Paint that nearly fills the document takes all of it: a
     * template of 2048 pixels then scales by a whole number.
     */
    static Rect area(Rect painted, Rect document) {
        return painted.area() >= NEARLY_ALL * document.area() ? document : painted;
    }

    /** A part that is changed must be seen with what lies around it, to match it. */
    static Rect withSurroundings(Rect changed, Rect document) {
        int margin = Math.max(changed.width(), changed.height()) / 4;
        return Rect.between(
                        changed.x() - margin,
                        changed.y() - margin,
                        changed.right() + margin,
                        changed.bottom() + margin)
                .intersect(document);
    }

    /**
     * A size with the proportions of an area and about {@code edge * edge} pixels, on a grid that
     * every SDXL network likes.
     */
    static Size usualSize(Rect area, int edge) {
        double proportion =
                Math.clamp(
                        (double) area.width() / area.height(),
                        1 / LONGEST_PROPORTION,
                        LONGEST_PROPORTION);
        double width = edge * Math.sqrt(proportion);
        return new Size(onGrid(width), onGrid(width / proportion));
    }

    private static int onGrid(double edge) {
        return Math.clamp(
                Math.round(edge / GRID) * GRID, RequestRules.MIN_EDGE, RequestRules.MAX_EDGE);
    }

    /**
     * The smallest rectangle around an area that has the proportions of {@code size}, so that
     * nothing is distorted; moved inside the document as far as it fits.
     */
    static Rect crop(Rect area, Size size, Rect document) {
        int width = area.width();
        int height = area.height();
        if ((long) width * size.height() < (long) height * size.width()) {
            width = (int) Math.ceilDiv((long) height * size.width(), (long) size.height());
        } else {
            height = (int) Math.ceilDiv((long) width * size.height(), (long) size.width());
        }
        int x = area.x() - (width - area.width()) / 2;
        int y = area.y() - (height - area.height()) / 2;
        return new Rect(
                inside(x, width, document.x(), document.right()),
                inside(y, height, document.y(), document.bottom()),
                width,
                height);
    }

    /** Moves a span into the limits; one that is longer than they are stays centred as it is. */
    private static int inside(int start, int length, int low, int high) {
        return length > high - low ? start : Math.clamp(start, low, high - length);
    }
}
