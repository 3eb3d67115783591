package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/**
 * Where a document lies in its view: {@code view = document * scale + offset}. View coordinates are
 * pixels of the screen, so that a scale of 1 shows one pixel of the document on one of the screen,
 * whatever the system's scaling. Immutable.
 *
 * @param scale screen pixels for one document pixel, {@link #MIN_SCALE} to {@link #MAX_SCALE}
 * @param offsetX view coordinate of the document's left edge, a whole number
 * @param offsetY view coordinate of the document's top edge, a whole number
 */
public record Viewport(double scale, double offsetX, double offsetY) {
    public static final double MIN_SCALE = 0.01;
    public static final double MAX_SCALE = 32;

    /** What one step of the wheel or of a zoom key leads to. */
    private static final double[] LADDER = {
        0.01, 0.015, 0.02, 0.03, 0.05, 0.0625, 0.0833, 0.125, 0.1667, 0.25, 0.3333, 0.5, 0.6667, 1,
        1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32
    };

    /** How much of the document stays in sight when it is pushed to an edge. */
    private static final double KEPT_IN_SIGHT = 48;

    public Viewport {
        scale = Math.clamp(scale, MIN_SCALE, MAX_SCALE);
        offsetX = Math.rint(offsetX);
        offsetY = Math.rint(offsetY);
    }

    /**
     * The whole document, centred.
     *
     * @param margin free space at each side, in view pixels
     */
    public static Viewport fit(
            int documentWidth,
            int documentHeight,
            double viewWidth,
            double viewHeight,
            double margin) {
        double scale =
                Math.min(
                        (viewWidth - 2 * margin) / documentWidth,
                        (viewHeight - 2 * margin) / documentHeight);
        return centred(documentWidth, documentHeight, viewWidth, viewHeight, scale);
    }

    /** The document's middle in the middle of the view. */
    public static Viewport centred(
            int documentWidth,
            int documentHeight,
            double viewWidth,
            double viewHeight,
            double scale) {
        double allowed = Math.clamp(scale, MIN_SCALE, MAX_SCALE);
        return new Viewport(
                allowed,
                (viewWidth - documentWidth * allowed) / 2,
                (viewHeight - documentHeight * allowed) / 2);
    }

    public double toDocumentX(double viewX) {
        return (viewX - offsetX) / scale;
    }

    public double toDocumentY(double viewY) {
        return (viewY - offsetY) / scale;
    }

    public double toViewX(double documentX) {
        return documentX * scale + offsetX;
    }

    public double toViewY(double documentY) {
        return documentY * scale + offsetY;
    }

    public Viewport pannedBy(double dx, double dy) {
        return new Viewport(scale, offsetX + dx, offsetY + dy);
    }

    /** Another scale; the point of the document under the given view point stays under it. */
    public Viewport zoomedAround(double viewX, double viewY, double newScale) {
        double allowed = Math.clamp(newScale, MIN_SCALE, MAX_SCALE);
        return new Viewport(
                allowed,
                viewX - toDocumentX(viewX) * allowed,
                viewY - toDocumentY(viewY) * allowed);
    }

    /** The next larger scale of the ladder. */
    public double nextScale() {
        for (double step : LADDER) {
            if (step > scale * 1.001) {
                return step;
            }
        }
        return MAX_SCALE;
    }

    /** The next smaller scale of the ladder. */
    public double previousScale() {
        for (int i = LADDER.length - 1; i >= 0; i--) {
            if (LADDER[i] < scale * 0.999) {
                return LADDER[i];
            }
        }
        return MIN_SCALE;
    }

    /** Moved as little as needed to keep an edge of the document in sight. */
    public Viewport keptInSight(
            int documentWidth, int documentHeight, double viewWidth, double viewHeight) {
        return new Viewport(
                scale,
                inSight(offsetX, documentWidth * scale, viewWidth),
                inSight(offsetY, documentHeight * scale, viewHeight));
    }

    private static double inSight(double offset, double shownSize, double viewSize) {
        double kept = Math.min(KEPT_IN_SIGHT, Math.min(shownSize, viewSize));
        return Math.clamp(offset, kept - shownSize, Math.max(kept - shownSize, viewSize - kept));
    }

    /** The part of the document that a view shows, grown to whole document pixels. */
    public Rect visibleArea(
            int documentWidth, int documentHeight, double viewWidth, double viewHeight) {
        Rect seen =
                Rect.between(
                        (int) Math.floor(toDocumentX(0)),
                        (int) Math.floor(toDocumentY(0)),
                        (int) Math.ceil(toDocumentX(viewWidth)),
                        (int) Math.ceil(toDocumentY(viewHeight)));
        return seen.intersect(new Rect(0, 0, documentWidth, documentHeight));
    }

    /**
     * The view pixels that an area of the document touches, one more at each side for filters that
     * look at neighbours.
     */
    public Rect toView(Rect documentArea) {
        if (documentArea.isEmpty()) {
            return Rect.EMPTY;
        }
        double reach = Math.max(1, scale) + 1;
        return Rect.between(
                (int) Math.floor(toViewX(documentArea.x()) - reach),
                (int) Math.floor(toViewY(documentArea.y()) - reach),
                (int) Math.ceil(toViewX(documentArea.right()) + reach),
                (int) Math.ceil(toViewY(documentArea.bottom()) + reach));
    }

    /** The scale as painters read it, such as "42 %" or "6.25 %". */
    public String percent() {
        double percent = scale * 100;
        return percent >= 10 || percent == Math.rint(percent)
                ? "%d %%".formatted(Math.round(percent))
                : "%.1f %%".formatted(percent);
    }
}
