package org.liverystudio.editor.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The edges of a plausible mesh: bent columns and rows, and one diagonal in each cell. */
final class Mesh {
    private Mesh() {}

    /**
     * Edges over a rectangle, later clipped to the island.
     *
     * @param bend how far the columns lean to the right between top and bottom
     */
    static List<Shape> over(double width, double height, int columns, int rows, double bend) {
        List<Shape> edges = new ArrayList<>();
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                double[] here = point(width, height, columns, rows, bend, column, row);
                if (column < columns) {
                    double[] right = point(width, height, columns, rows, bend, column + 1, row);
                    edges.add(line(here, right));
                }
                if (row < rows) {
                    double[] down = point(width, height, columns, rows, bend, column, row + 1);
                    edges.add(line(here, down));
                }
                if (row < rows && column < columns) {
                    boolean rising = (row + column) % 2 == 0;
                    edges.add(
                            line(
                                    point(
                                            width,
                                            height,
                                            columns,
                                            rows,
                                            bend,
                                            column + (rising ? 1 : 0),
                                            row),
                                    point(
                                            width,
                                            height,
                                            columns,
                                            rows,
                                            bend,
                                            column + (rising ? 0 : 1),
                                            row + 1)));
                }
            }
        }
        return edges;
    }

    /** Cells are narrower towards both ends, where a car's shape turns. */
    private static double[] point(
            double width, double height, int columns, int rows, double bend, int column, int row) {
        double u = (double) column / columns;
        double v = (double) row / rows;
        double x = width * (u - 0.06 * Math.sin(2 * Math.PI * u));
        double y = height * (v + 0.05 * Math.sin(Math.PI * v) * Math.cos(3 * Math.PI * u));
        return new double[] {x + bend * (v - 0.5), y};
    }

    private static Shape line(double[] from, double[] to) {
        Path2D line = new Path2D.Double();
        line.moveTo(from[0], from[1]);
        line.lineTo(to[0], to[1]);
        return line;
    }
}
