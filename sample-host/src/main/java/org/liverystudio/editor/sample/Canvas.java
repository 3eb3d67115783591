package org.liverystudio.editor.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

/** A layer while it is drawn: transparent, as large as the texture, smooth edges. */
final class Canvas {
    private final BufferedImage image =
            new BufferedImage(CarLayout.SIZE, CarLayout.SIZE, BufferedImage.TYPE_INT_ARGB);
    private final Graphics2D graphics = image.createGraphics();

    Canvas() {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Graphics2D graphics() {
        return graphics;
    }

    Canvas fill(Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
        return this;
    }

    Canvas fillAll(Paint paint) {
        return fill(new Rectangle2D.Double(0, 0, CarLayout.SIZE, CarLayout.SIZE), paint);
    }

    Canvas draw(Shape shape, Paint paint, double width) {
        graphics.setPaint(paint);
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
        return this;
    }

    /** A line of whole pixels, one wide: thousands of smooth ones would make the file large. */
    Canvas hairline(Shape shape, Paint paint) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        draw(shape, paint, 1);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return this;
    }

    /**
     * Draws on one island in its own coordinates: x from the front, y down. Letters stay readable
     * on mirrored islands, because they are turned back around their centre.
     */
    Canvas text(
            Island island,
            String text,
            double centreX,
            double centreY,
            double height,
            Color colour) {
        return fill(
                placed(island, StrokeFont.outline(text, height, 0.2), centreX, centreY), colour);
    }

    /** A shape on an island, centred and readable. */
    static Shape placed(Island island, Shape shape, double centreX, double centreY) {
        double[] centre = {centreX, centreY};
        island.place().transform(centre, 0, centre, 0, 1);
        Rectangle2D bounds = shape.getBounds2D();
        return AffineTransform.getTranslateInstance(
                        centre[0] - bounds.getCenterX(), centre[1] - bounds.getCenterY())
                .createTransformedShape(shape);
    }

    /** The layer, cut to the pixels that are not transparent. */
    PixelLayer layer(String name) {
        return PixelLayer.named(name, image(null));
    }

    /**
     * The same, and every pixel that is not opaque gets one colour: smooth edges then carry no
     * rounding noise, which packs badly.
     */
    PixelLayer layer(String name, Color edges) {
        return PixelLayer.named(name, image(edges));
    }

    private TiledImage image(Color edges) {
        int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        Rect bounds = opaqueBounds(argb);
        byte[] rgba = new byte[Math.toIntExact(bounds.area() * 4)];
        int to = 0;
        for (int y = bounds.y(); y < bounds.bottom(); y++) {
            for (int x = bounds.x(); x < bounds.right(); x++) {
                int pixel = argb[y * CarLayout.SIZE + x];
                if (edges != null && pixel >>> 24 != 255) {
                    pixel = pixel & 0xFF000000 | edges.getRGB() & 0xFFFFFF;
                }
                if (pixel >>> 24 != 0 || edges != null) {
                    rgba[to] = (byte) (pixel >> 16);
                    rgba[to + 1] = (byte) (pixel >> 8);
                    rgba[to + 2] = (byte) pixel;
                    rgba[to + 3] = (byte) (pixel >>> 24);
                }
                to += 4;
            }
        }
        return bounds.isEmpty() ? TiledImage.EMPTY : TiledImage.ofRgba(bounds, rgba);
    }

    private static Rect opaqueBounds(int[] argb) {
        Rect bounds = Rect.EMPTY;
        for (int y = 0; y < CarLayout.SIZE; y++) {
            int first = -1;
            int last = -1;
            for (int x = 0; x < CarLayout.SIZE; x++) {
                if (argb[y * CarLayout.SIZE + x] >>> 24 != 0) {
                    first = first < 0 ? x : first;
                    last = x;
                }
            }
            if (first >= 0) {
                bounds = bounds.union(new Rect(first, y, last - first + 1, 1));
            }
        }
        return bounds;
    }
}
