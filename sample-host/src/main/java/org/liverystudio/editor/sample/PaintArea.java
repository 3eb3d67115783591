package org.liverystudio.editor.sample;

import static org.liverystudio.editor.sample.CarLayout.DECK;
import static org.liverystudio.editor.sample.CarLayout.FENDER_LEFT;
import static org.liverystudio.editor.sample.CarLayout.FENDER_RIGHT;
import static org.liverystudio.editor.sample.CarLayout.FRONT;
import static org.liverystudio.editor.sample.CarLayout.HOOD;
import static org.liverystudio.editor.sample.CarLayout.ISLANDS;
import static org.liverystudio.editor.sample.CarLayout.LEFT;
import static org.liverystudio.editor.sample.CarLayout.PLATE_LEFT;
import static org.liverystudio.editor.sample.CarLayout.PLATE_RIGHT;
import static org.liverystudio.editor.sample.CarLayout.REAR;
import static org.liverystudio.editor.sample.CarLayout.RIGHT;
import static org.liverystudio.editor.sample.CarLayout.ROOF;
import static org.liverystudio.editor.sample.CarLayout.WINDSCREEN;
import static org.liverystudio.editor.sample.CarLayout.WING;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;

/** Draws the group with everything that a painter would change, and decals on top. */
final class PaintArea {
    private static final Color SILVER = new Color(0xC9CED6);
    private static final Color NAVY = new Color(0x17223B);
    private static final Color ACCENT = new Color(0xFF5A1F);
    private static final Color WHITE = Color.WHITE;
    private static final Color INK = new Color(0x0E1116);

    private PaintArea() {}

    static GroupLayer group() {
        return GroupLayer.named(
                "Paintable Area",
                List.of(
                        new Canvas().fillAll(SILVER).layer("Base paint"),
                        shading(),
                        sweep(),
                        accent(),
                        GroupLayer.named("Sponsors", sponsors()),
                        GroupLayer.named("Numbers", numbers()),
                        decals(),
                        banner()));
    }

    /** Darker towards the lower edge of each island, and panel gaps. */
    private static LayerNode shading() {
        Canvas canvas = new Canvas();
        for (Island island : ISLANDS) {
            Rectangle2D box = island.bounds();
            // Plain rows pack well; a gradient across them would double the file.
            canvas.fill(
                    island.outline(),
                    new GradientPaint(
                            0,
                            (float) box.getMinY(),
                            shade(0),
                            0,
                            (float) box.getMaxY(),
                            shade(110)));
        }
        for (Island island : ISLANDS) {
            canvas.graphics().setClip(island.outline());
            island.seams().forEach(seam -> canvas.draw(seam, shade(200), 3));
        }
        canvas.graphics().setClip(null);
        LayerNode layer = canvas.layer("Base shading", shade(0));
        return layer.with(layer.attributes().withBlendMode(BlendMode.MULTIPLY));
    }

    private static Color shade(int alpha) {
        return new Color(14, 18, 30, alpha);
    }

    private static LayerNode sweep() {
        Canvas canvas = new Canvas();
        for (Island side : List.of(LEFT, RIGHT)) {
            onIsland(
                    canvas,
                    side,
                    "M 0 268 C 220 250 420 246 640 214 C 860 182 960 120 1060 60 L 1340 60"
                            + " L 1340 360 L 0 360 Z",
                    NAVY);
        }
        onIsland(canvas, HOOD, "M 196 0 L 344 0 L 330 440 L 210 440 Z", NAVY);
        onIsland(canvas, ROOF, "M 160 0 L 310 0 L 300 330 L 170 330 Z", NAVY);
        onIsland(canvas, FRONT, "M 0 196 C 260 250 640 250 900 196 L 900 300 L 0 300 Z", NAVY);
        onIsland(canvas, REAR, "M 0 120 L 900 120 L 900 270 L 0 270 Z", NAVY);
        for (Island whole : List.of(WING, PLATE_LEFT, PLATE_RIGHT)) {
            canvas.fill(whole.outline(), NAVY);
        }
        return canvas.layer("Navy sweep", NAVY);
    }

    private static LayerNode accent() {
        Canvas canvas = new Canvas();
        for (Island side : List.of(LEFT, RIGHT)) {
            onIsland(
                    canvas,
                    side,
                    "M 0 252 C 220 234 420 230 640 198 C 860 166 950 104 1046 46 L 1078 56"
                            + " C 972 124 866 190 642 222 C 424 254 222 258 0 276 Z",
                    ACCENT);
        }
        onIsland(canvas, HOOD, "M 176 0 L 192 0 L 206 440 L 190 440 Z", ACCENT);
        onIsland(canvas, HOOD, "M 348 0 L 364 0 L 350 440 L 334 440 Z", ACCENT);
        onIsland(canvas, ROOF, "M 140 0 L 156 0 L 166 330 L 150 330 Z", ACCENT);
        onIsland(canvas, ROOF, "M 314 0 L 330 0 L 320 330 L 304 330 Z", ACCENT);
        onIsland(
                canvas,
                FRONT,
                "M 0 180 C 260 234 640 234 900 180 L 900 196 C 640 250 260 250 0 196 Z",
                ACCENT);
        onIsland(canvas, REAR, "M 0 104 L 900 104 L 900 120 L 0 120 Z", ACCENT);
        for (Island fender : List.of(FENDER_LEFT, FENDER_RIGHT)) {
            onIsland(canvas, fender, "M 190 0 L 260 0 L 250 200 L 200 200 Z", ACCENT);
        }
        onIsland(canvas, DECK, "M 0 214 L 460 214 L 460 236 L 0 236 Z", ACCENT);
        return canvas.layer("Accent line", ACCENT);
    }

    private static void onIsland(Canvas canvas, Island island, String path, Color colour) {
        canvas.graphics().setClip(island.outline());
        canvas.fill(island.place().createTransformedShape(Outline.parse(path)), colour);
        canvas.graphics().setClip(null);
    }

    private static List<LayerNode> sponsors() {
        return List.of(
                new Canvas().text(LEFT, "AI LIVERY", 560, 318, 34, WHITE).layer("AI Livery left"),
                new Canvas().text(RIGHT, "AI LIVERY", 560, 318, 34, WHITE).layer("AI Livery right"),
                new Canvas().text(LEFT, "APEX", 900, 262, 58, WHITE).layer("Apex left"),
                new Canvas().text(RIGHT, "APEX", 900, 262, 58, WHITE).layer("Apex right"),
                new Canvas().text(HOOD, "APEX", 270, 362, 44, WHITE).layer("Apex hood"),
                new Canvas().text(WING, "NORTHLINE", 560, 66, 62, WHITE).layer("Northline wing"),
                new Canvas()
                        .text(FRONT, "VELA", 450, 106, 44, NAVY)
                        .text(REAR, "VELA GT", 450, 70, 40, NAVY)
                        .layer("Vela badges"),
                new Canvas().text(DECK, "TORQ", 230, 180, 42, NAVY).layer("Torq deck"));
    }

    private static List<LayerNode> numbers() {
        return List.of(
                number(LEFT, "Number left", 552, 216, 96),
                number(RIGHT, "Number right", 552, 216, 96),
                number(ROOF, "Number roof", 235, 130, 120),
                number(HOOD, "Number hood", 270, 120, 90));
    }

    private static LayerNode number(
            Island island, String name, double centreX, double centreY, double height) {
        Shape board = new RoundRectangle2D.Double(0, 0, height * 1.95, height * 1.5, 28, 28);
        return new Canvas()
                .fill(Canvas.placed(island, board, centreX, centreY), WHITE)
                .draw(Canvas.placed(island, board, centreX, centreY), INK, 5)
                .text(island, "27", centreX, centreY, height * 0.86, INK)
                .layer(name);
    }

    /** Handles, fuel cap, lamps: parts of the car that look the same on every paint. */
    private static LayerNode decals() {
        Canvas canvas = new Canvas();
        for (Island side : List.of(LEFT, RIGHT)) {
            onIsland(canvas, side, "M 662 166 L 718 162 L 716 175 L 664 179 Z", INK);
            canvas.fill(
                            Canvas.placed(side, new Ellipse2D.Double(0, 0, 44, 44), 1030, 166),
                            new Color(0x3A404A))
                    .draw(
                            Canvas.placed(side, new Ellipse2D.Double(0, 0, 44, 44), 1030, 166),
                            INK,
                            3);
            onIsland(canvas, side, "M 12 250 L 74 222 L 96 232 L 40 262 Z", new Color(0xE9F2FF));
            onIsland(
                    canvas,
                    side,
                    "M 1296 150 L 1336 152 L 1334 196 L 1300 190 Z",
                    new Color(0xB3131B));
        }
        for (double x : new double[] {60, 840}) {
            canvas.fill(
                    Canvas.placed(FRONT, Outline.parse("M 0 0 L 20 14 L 0 28 Z"), x, 236),
                    new Color(0xE02424));
        }
        onIsland(canvas, FRONT, "M 250 256 L 650 256 L 644 268 L 256 268 Z", INK);
        onIsland(canvas, REAR, "M 250 172 L 650 172 L 640 184 L 260 184 Z", INK);
        return canvas.layer("Car_decal");
    }

    private static LayerNode banner() {
        Canvas canvas = new Canvas();
        canvas.graphics().setClip(WINDSCREEN.outline());
        onIsland(canvas, WINDSCREEN, "M 0 0 L 520 0 L 520 62 L 0 62 Z", ACCENT);
        canvas.text(WINDSCREEN, "APEX GT CUP", 260, 36, 34, WHITE);
        return canvas.layer("Windshield Banner");
    }
}
