package org.liverystudio.editor.ui.canvas;

import java.util.Arrays;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/** Where a selection ends: the lines between pixels of which only one is selected by half. */
final class MaskEdges {
    private static final int HALF = 128;

    /** Each line as x1, y1, x2, y2 in document pixels. */
    private int[] lines = new int[256];

    private int count;

    private MaskEdges() {}

    static MaskEdges of(Rect area) {
        MaskEdges edges = new MaskEdges();
        edges.add(area.x(), area.y(), area.right(), area.y());
        edges.add(area.right(), area.y(), area.right(), area.bottom());
        edges.add(area.x(), area.bottom(), area.right(), area.bottom());
        edges.add(area.x(), area.y(), area.x(), area.bottom());
        return edges;
    }

    static MaskEdges of(Selection selection) {
        Rect area = selection.bounds();
        byte[] coverage = selection.coverage(area);
        MaskEdges edges = new MaskEdges();
        for (int y = 0; y <= area.height(); y++) {
            edges.addLevel(coverage, area, y);
        }
        for (int x = 0; x <= area.width(); x++) {
            edges.addUpright(coverage, area, x);
        }
        return edges;
    }

    /** The lines between one row and the row above, neighbours joined. */
    private void addLevel(byte[] coverage, Rect area, int y) {
        int start = -1;
        for (int x = 0; x <= area.width(); x++) {
            boolean edge = inside(coverage, area, x, y) != inside(coverage, area, x, y - 1);
            if (edge && start < 0) {
                start = x;
            } else if (!edge && start >= 0) {
                add(area.x() + start, area.y() + y, area.x() + x, area.y() + y);
                start = -1;
            }
        }
    }

    private void addUpright(byte[] coverage, Rect area, int x) {
        int start = -1;
        for (int y = 0; y <= area.height(); y++) {
            boolean edge = inside(coverage, area, x, y) != inside(coverage, area, x - 1, y);
            if (edge && start < 0) {
                start = y;
            } else if (!edge && start >= 0) {
                add(area.x() + x, area.y() + start, area.x() + x, area.y() + y);
                start = -1;
            }
        }
    }

    private static boolean inside(byte[] coverage, Rect area, int x, int y) {
        return x >= 0
                && y >= 0
                && x < area.width()
                && y < area.height()
                && (coverage[y * area.width() + x] & 255) >= HALF;
    }

    private void add(int x1, int y1, int x2, int y2) {
        if (count * 4 == lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        int at = count++ * 4;
        lines[at] = x1;
        lines[at + 1] = y1;
        lines[at + 2] = x2;
        lines[at + 3] = y2;
    }

    /** Takes a line in document pixels. */
    @FunctionalInterface
    interface LineSink {
        void line(int x1, int y1, int x2, int y2);
    }

    void forEach(LineSink sink) {
        for (int at = 0; at < count * 4; at += 4) {
            sink.line(lines[at], lines[at + 1], lines[at + 2], lines[at + 3]);
        }
    }
}
