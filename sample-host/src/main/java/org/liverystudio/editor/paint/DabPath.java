package org.liverystudio.editor.paint;

/**
 * Lays dabs at even distances along the pointer's way. The result depends on the points alone, not
 * on when they come.
 */
final class DabPath {
    /** Takes the middle of a dab, in document pixels. */
    @FunctionalInterface
    interface DabSink {
        void dab(double x, double y);
    }

    /** With all smoothing the brush still goes this share of the way to the pointer each time. */
    private static final double SLOWEST = 0.08;

    private final double stepPixels;
    private final double follow;
    private final DabSink sink;
    private boolean started;
    private double x;
    private double y;
    private double pointerX;
    private double pointerY;
    private double untilNext;

    DabPath(Brush brush, DabSink sink) {
        this.sink = sink;
        stepPixels = brush.stepPixels();
        follow = 1 - brush.smoothing() * (1 - SLOWEST);
        untilNext = stepPixels;
    }

    /** The pointer is at a point; the first one is dabbed at once. */
    void moveTo(double toX, double toY) {
        pointerX = toX;
        pointerY = toY;
        if (!started) {
            started = true;
            x = toX;
            y = toY;
            sink.dab(x, y);
            return;
        }
        lineTo(x + (toX - x) * follow, y + (toY - y) * follow);
    }

    /** The pointer was lifted: what smoothing held back is caught up. */
    void finish() {
        if (started) {
            lineTo(pointerX, pointerY);
        }
    }

    private void lineTo(double toX, double toY) {
        double fromX = x;
        double fromY = y;
        double length = Math.hypot(toX - fromX, toY - fromY);
        double along = untilNext;
        while (along <= length) {
            double share = along / length;
            sink.dab(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
            along += stepPixels;
        }
        untilNext = along - length;
        x = toX;
        y = toY;
    }
}
