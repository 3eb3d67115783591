package org.liverystudio.editor.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * One connected piece of the car's skin.
 *
 * @param name for the label beside it
 * @param outline where its paint shows, in texture pixels
 * @param seams panel gaps drawn on it
 * @param mesh edges of its polygons
 * @param place from the island's own coordinates, front left and upright, to the texture
 * @param width of its own coordinates
 * @param height of its own coordinates
 */
record Island(
        String name,
        Shape outline,
        List<Shape> seams,
        List<Shape> mesh,
        AffineTransform place,
        double width,
        double height) {
    Rectangle2D bounds() {
        return outline.getBounds2D();
    }
}
