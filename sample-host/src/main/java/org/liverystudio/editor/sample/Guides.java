package org.liverystudio.editor.sample;

import static org.liverystudio.editor.sample.CarLayout.HOOD;
import static org.liverystudio.editor.sample.CarLayout.ISLANDS;
import static org.liverystudio.editor.sample.CarLayout.LEFT;
import static org.liverystudio.editor.sample.CarLayout.REAR;
import static org.liverystudio.editor.sample.CarLayout.RIGHT;
import static org.liverystudio.editor.sample.CarLayout.ROOF;
import static org.liverystudio.editor.sample.CarLayout.WINDSCREEN;
import static org.liverystudio.editor.sample.CarLayout.WING;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;

/** Draws what helps the painter and must be off when a paint is exported. */
final class Guides {
    /** How far paint reaches beyond an island, so that no dead space shows when it is far away. */
    static final int BLEED_PIXELS = 6;

    private static final Color DEAD_SPACE = new Color(0x22262D);
    private static final Color LABEL = new Color(0x8A94A6);
    private static final Color WIRE = new Color(0x2DFF73);

    private Guides() {}

    static GroupLayer group() {
        return GroupLayer.named(
                "Turn Off Before Exporting TGA",
                List.of(mask(), numberBlocks(), sponsorBlocks(), mandatory(), wire()));
    }

    /** Opaque dead space around the islands, with their names. */
    private static LayerNode mask() {
        Canvas canvas = new Canvas().fillAll(DEAD_SPACE);
        for (Island island : ISLANDS) {
            Rectangle2D box = island.bounds();
            Shape label = StrokeFont.outline(island.name(), 15, 0.14);
            canvas.graphics().translate(box.getX() + 2, box.getMaxY() + 13);
            canvas.fill(label, LABEL);
            canvas.graphics().translate(-box.getX() - 2, -box.getMaxY() - 13);
        }
        canvas.graphics().setComposite(AlphaComposite.DstOut);
        BasicStroke bleed =
                new BasicStroke(BLEED_PIXELS * 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        for (Island island : ISLANDS) {
            canvas.fill(island.outline(), Color.BLACK);
            canvas.fill(bleed.createStrokedShape(island.outline()), Color.BLACK);
        }
        return canvas.layer("Mask", DEAD_SPACE);
    }

    /** Where the sim would stamp its number. */
    private static LayerNode numberBlocks() {
        Canvas canvas = new Canvas();
        block(canvas, LEFT, 552, 216, 190, 152, new Color(0xFFD400));
        block(canvas, RIGHT, 552, 216, 190, 152, new Color(0xFFD400));
        block(canvas, ROOF, 235, 130, 236, 188, new Color(0xFFD400));
        block(canvas, HOOD, 270, 120, 180, 144, new Color(0xFFD400));
        return canvas.layer("Number Blocks");
    }

    /** Where the league's sponsors go. */
    private static LayerNode sponsorBlocks() {
        Canvas canvas = new Canvas();
        block(canvas, LEFT, 900, 262, 250, 74, new Color(0xE04FE0));
        block(canvas, RIGHT, 900, 262, 250, 74, new Color(0xE04FE0));
        block(canvas, WING, 560, 66, 560, 88, new Color(0xE04FE0));
        LayerNode layer = canvas.layer("Sponsor Blocks");
        return layer.with(layer.attributes().withOpacity(153 / 255.0));
    }

    private static void block(
            Canvas canvas,
            Island island,
            double centreX,
            double centreY,
            double width,
            double height,
            Color colour) {
        Shape frame =
                Canvas.placed(
                        island,
                        new RoundRectangle2D.Double(0, 0, width, height, 30, 30),
                        centreX,
                        centreY);
        canvas.draw(frame, colour, 4);
    }

    /** Plates of the league. */
    private static LayerNode mandatory() {
        Canvas canvas = new Canvas();
        plate(canvas, LEFT, 330, 172);
        plate(canvas, RIGHT, 330, 172);
        plate(canvas, WINDSCREEN, 450, 86);
        plate(canvas, REAR, 760, 190);
        return canvas.layer("Car_Mandatory");
    }

    private static void plate(Canvas canvas, Island island, double centreX, double centreY) {
        Shape plate = new RoundRectangle2D.Double(0, 0, 62, 30, 10, 10);
        canvas.fill(Canvas.placed(island, plate, centreX, centreY), new Color(0x101418));
        canvas.text(island, "GTC", centreX, centreY, 16, new Color(0xFFD400));
    }

    private static LayerNode wire() {
        Canvas canvas = new Canvas();
        for (Island island : ISLANDS) {
            canvas.graphics().setClip(island.outline());
            island.mesh().forEach(edge -> canvas.hairline(edge, WIRE));
            canvas.graphics().setClip(null);
            canvas.hairline(island.outline(), WIRE);
        }
        LayerNode layer = canvas.layer("Wire", WIRE);
        return layer.with(layer.attributes().withOpacity(140 / 255.0));
    }
}
