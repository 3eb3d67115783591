package org.liverystudio.editor.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Builds one island in its own coordinates: a filled outline with holes, seams and a mesh. */
final class Outline {
    private final String name;
    private final double width;
    private final double height;
    private final Area area = new Area();
    private final List<Shape> seams = new ArrayList<>();
    private int meshColumns = 8;
    private int meshRows = 4;
    private double meshBend;

    private Outline(String name, double width, double height) {
        this.name = name;
        this.width = width;
        this.height = height;
    }

    static Outline of(String name, double width, double height) {
        return new Outline(name, width, height);
    }

    /** Adds a path in SVG's absolute notation: M, L, C, Q, Z and numbers between blanks. */
    Outline path(String commands) {
        area.add(new Area(parse(commands)));
        return this;
    }

    /** Cuts a path out. */
    Outline hole(String commands) {
        area.subtract(new Area(parse(commands)));
        return this;
    }

    Outline round(double x, double y, double w, double h, double radius) {
        area.add(new Area(new RoundRectangle2D.Double(x, y, w, h, radius * 2, radius * 2)));
        return this;
    }

    Outline arch(double centreX, double centreY, double radius) {
        area.subtract(
                new Area(
                        new Ellipse2D.Double(
                                centreX - radius, centreY - radius, radius * 2, radius * 2)));
        return this;
    }

    Outline seam(String commands) {
        seams.add(parse(commands));
        return this;
    }

    /**
     * Sets how finely the mesh is divided.
     *
     * @param bend how far its columns lean, in pixels
     */
    Outline mesh(int columns, int rows, double bend) {
        meshColumns = columns;
        meshRows = rows;
        meshBend = bend;
        return this;
    }

    /** The island with its own origin at a place of the texture. */
    Island at(double x, double y) {
        return place(AffineTransform.getTranslateInstance(x, y));
    }

    /** Likewise, seen from the other side of the car. */
    Island mirroredAt(double x, double y) {
        AffineTransform place = AffineTransform.getTranslateInstance(x + width, y);
        place.scale(-1, 1);
        return place(place);
    }

    private Island place(AffineTransform place) {
        Area outline = area.createTransformedArea(place);
        List<Shape> placedSeams = seams.stream().map(place::createTransformedShape).toList();
        List<Shape> mesh = Mesh.over(width, height, meshColumns, meshRows, meshBend);
        return new Island(
                name,
                outline,
                placedSeams,
                mesh.stream().map(place::createTransformedShape).toList(),
                place,
                width,
                height);
    }

    static Path2D parse(String commands) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        String[] words = commands.strip().split("\\s+");
        int i = 0;
        while (i < words.length) {
            String command = words[i++];
            switch (command) {
                case "M" -> path.moveTo(number(words, i), number(words, i + 1));
                case "L" -> path.lineTo(number(words, i), number(words, i + 1));
                case "Q" ->
                        path.quadTo(
                                number(words, i),
                                number(words, i + 1),
                                number(words, i + 2),
                                number(words, i + 3));
                case "C" ->
                        path.curveTo(
                                number(words, i),
                                number(words, i + 1),
                                number(words, i + 2),
                                number(words, i + 3),
                                number(words, i + 4),
                                number(words, i + 5));
                case "Z" -> path.closePath();
                default -> throw new IllegalArgumentException("unknown command " + command);
            }
            i +=
                    switch (command) {
                        case "M", "L" -> 2;
                        case "Q" -> 4;
                        case "C" -> 6;
                        default -> 0;
                    };
        }
        return path;
    }

    private static double number(String[] words, int at) {
        return Double.parseDouble(words[at]);
    }
}
