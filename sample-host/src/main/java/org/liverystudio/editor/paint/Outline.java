package org.liverystudio.editor.paint;

import java.util.Arrays;
import java.util.List;
import org.liverystudio.host.Rect;

/**
 * A closed line of points in document pixels, and what it covers; inside is what a line to the
 * outside leaves through an odd number of edges.
 */
public record Outline(List<Point> points) {
    /** Rows between two pixels' tops that are looked at: that many steps has a smoothed edge. */
    private static final int SUBROWS = 4;

    private static final int ELLIPSE_POINTS = 256;

    /** A place in document pixels. */
    public record Point(double x, double y) {}

    public Outline {
        points = List.copyOf(points);
    }

    /** The largest ellipse between two corners, in any order. */
    public static Outline ellipse(double x1, double y1, double x2, double y2) {
        Point[] points = new Point[ELLIPSE_POINTS];
        for (int i = 0; i < points.length; i++) {
            double angle = 2 * Math.PI * i / points.length;
            points[i] =
                    new Point(
                            (x1 + x2) / 2 + (x2 - x1) / 2 * Math.cos(angle),
                            (y1 + y2) / 2 + (y2 - y1) / 2 * Math.sin(angle));
        }
        return new Outline(List.of(points));
    }

    /** How much of each pixel of an area lies inside, 0 to 255, row by row. */
    public byte[] coverage(Rect area) {
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        float[] row = new float[area.width()];
        for (int y = 0; y < area.height(); y++) {
            Arrays.fill(row, 0);
            for (int sub = 0; sub < SUBROWS; sub++) {
                addRow(row, area.x(), area.y() + y + (sub + 0.5) / SUBROWS);
            }
            for (int x = 0; x < row.length; x++) {
                coverage[y * row.length + x] = (byte) Math.round(row[x] * 255 / SUBROWS);
            }
        }
        return coverage;
    }

    private void addRow(float[] row, int left, double y) {
        double[] crossings = crossings(y);
        for (int i = 0; i + 1 < crossings.length; i += 2) {
            double from = Math.max(crossings[i] - left, 0);
            double to = Math.min(crossings[i + 1] - left, row.length);
            for (int x = (int) from; x < to; x++) {
                row[x] += (float) (Math.min(to, x + 1) - Math.max(from, x));
            }
        }
    }

    private double[] crossings(double y) {
        double[] found = new double[points.size()];
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            if (a.y <= y != b.y <= y) {
                found[count++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
            }
        }
        double[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
