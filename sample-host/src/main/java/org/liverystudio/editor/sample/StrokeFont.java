package org.liverystudio.editor.sample;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Map;

/**
 * Slanted capitals made of strokes on a grid of 4 x 6. Fonts differ from computer to computer;
 * these do not.
 */
final class StrokeFont {
    private static final double ADVANCE = 5.6;
    private static final double SLANT = -0.18;

    private static final Map<Character, String> STROKES =
            Map.ofEntries(
                    Map.entry('A', "M 0 6 L 1.6 0 L 2.4 0 L 4 6 M 0.8 4 L 3.2 4"),
                    Map.entry('C', "M 4 0 L 1 0 L 0 1 L 0 5 L 1 6 L 4 6"),
                    Map.entry('D', "M 0 0 L 3 0 L 4 1 L 4 5 L 3 6 L 0 6 Z"),
                    Map.entry('E', "M 4 0 L 0 0 L 0 6 L 4 6 M 0 3 L 3.2 3"),
                    Map.entry('F', "M 4 0 L 0 0 L 0 6 M 0 3 L 3.2 3"),
                    Map.entry('G', "M 4 0 L 1 0 L 0 1 L 0 5 L 1 6 L 4 6 L 4 3.4 L 2.2 3.4"),
                    Map.entry('H', "M 0 0 L 0 6 M 4 0 L 4 6 M 0 3 L 4 3"),
                    Map.entry('I', "M 0 0 L 0 6"),
                    Map.entry('K', "M 0 0 L 0 6 M 4 0 L 0 3.4 M 1.4 2.6 L 4 6"),
                    Map.entry('L', "M 0 0 L 0 6 L 4 6"),
                    Map.entry('M', "M 0 6 L 0 0 L 2 3 L 4 0 L 4 6"),
                    Map.entry('N', "M 0 6 L 0 0 L 4 6 L 4 0"),
                    Map.entry('O', "M 1 0 L 3 0 L 4 1 L 4 5 L 3 6 L 1 6 L 0 5 L 0 1 Z"),
                    Map.entry('P', "M 0 6 L 0 0 L 3 0 L 4 1 L 4 2.4 L 3 3.4 L 0 3.4"),
                    Map.entry(
                            'Q',
                            "M 1 0 L 3 0 L 4 1 L 4 5 L 3 6 L 1 6 L 0 5 L 0 1 Z M 2.6 4.4 L 4 6.4"),
                    Map.entry('R', "M 0 6 L 0 0 L 3 0 L 4 1 L 4 2.4 L 3 3.4 L 0 3.4 M 2 3.4 L 4 6"),
                    Map.entry(
                            'S',
                            "M 4 0 L 1 0 L 0 1 L 0 2.2 L 0.8 3 L 3.2 3 L 4 3.8 L 4 5 L 3 6 L 0 6"),
                    Map.entry('T', "M 0 0 L 4 0 M 2 0 L 2 6"),
                    Map.entry('U', "M 0 0 L 0 5 L 1 6 L 3 6 L 4 5 L 4 0"),
                    Map.entry('V', "M 0 0 L 1.7 6 L 2.3 6 L 4 0"),
                    Map.entry('W', "M 0 0 L 0.8 6 L 2 2.6 L 3.2 6 L 4 0"),
                    Map.entry('X', "M 0 0 L 4 6 M 4 0 L 0 6"),
                    Map.entry('Y', "M 0 0 L 2 3.2 L 4 0 M 2 3.2 L 2 6"),
                    Map.entry(
                            'B',
                            "M 0 0 L 3 0 L 4 0.8 L 4 2.2 L 3.2 3 L 4 3.8 L 4 5.2 L 3 6 L 0 6 Z M 0 3 L 3.2 3"),
                    Map.entry('2', "M 0 0 L 3 0 L 4 1 L 4 2.2 L 0 5 L 0 6 L 4 6"),
                    Map.entry('7', "M 0 0 L 4 0 L 1.6 6"),
                    Map.entry(' ', ""));

    private StrokeFont() {}

    private static double advance(char letter) {
        return switch (letter) {
            case 'I' -> 1.8;
            case ' ' -> 3.2;
            case 'L' -> 4.9;
            default -> ADVANCE;
        };
    }

    /**
     * The outline of a line of letters.
     *
     * @param height of the capitals, stroke included
     * @param weight width of the strokes as a share of the height
     * @return left edge at x 0, top at y 0
     */
    static Shape outline(String text, double height, double weight) {
        double stroke = height * weight;
        double unit = (height - stroke) / 6;
        Path2D lines = new Path2D.Double();
        double x = 0;
        for (int i = 0; i < text.length(); i++) {
            String letter = STROKES.get(text.charAt(i));
            if (letter == null) {
                throw new IllegalArgumentException("no strokes for " + text.charAt(i));
            }
            if (!letter.isEmpty()) {
                AffineTransform place = AffineTransform.getTranslateInstance(x, 0);
                lines.append(place.createTransformedShape(Outline.parse(letter)), false);
            }
            x += advance(text.charAt(i));
        }
        AffineTransform size = AffineTransform.getTranslateInstance(stroke / 2, stroke / 2);
        size.scale(unit, unit);
        BasicStroke pen =
                new BasicStroke((float) stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 3f);
        Shape upright = pen.createStrokedShape(size.createTransformedShape(lines));
        Shape slanted = AffineTransform.getShearInstance(SLANT, 0).createTransformedShape(upright);
        double left = slanted.getBounds2D().getX();
        double top = slanted.getBounds2D().getY();
        return AffineTransform.getTranslateInstance(-left, -top).createTransformedShape(slanted);
    }
}
