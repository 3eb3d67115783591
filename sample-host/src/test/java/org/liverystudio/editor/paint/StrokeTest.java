package org.liverystudio.editor.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.liverystudio.editor.document.SelectionMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.Rect;
import org.liverystudio.host.Selection;

/** Whatever brush goes whatever way. */
class StrokeTest {
    /** Larger than one tile, so that strokes cross its edges. */
    private static final Rect CANVAS = new Rect(0, 0, 320, 300);

    private static final Ink RED = new Ink.Colour(220, 20, 40);
    private static final StrokeLimits FREE = new StrokeLimits(CANVAS, Optional.empty(), false);

    private record Point(double x, double y) {}

    private static List<Point> way(Random random) {
        List<Point> way = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            way.add(new Point(random.nextDouble(-30, 350), random.nextDouble(-30, 330)));
        }
        return way;
    }

    private static Brush brush(Random random) {
        return new Brush(
                random.nextDouble(1, 60),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(0.05, 1),
                random.nextDouble());
    }

    private static TiledImage noise(Random random) {
        Rect area = new Rect(10, -5, 290, 280);
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        random.nextBytes(rgba);
        for (int i = 3; i < rgba.length; i += 12) {
            rgba[i] = 0; // colour under alpha 0
        }
        return TiledImage.ofRgba(area, rgba);
    }

    private static StrokeLimits selected(Random random, boolean alphaLocked) {
        Rect area = new Rect(random.nextInt(200), random.nextInt(200), 90, 70);
        byte[] coverage = new byte[Math.toIntExact(area.area())];
        random.nextBytes(coverage);
        Selection selection = SelectionMask.of(TiledMask.of(area, coverage, 0), CANVAS);
        return new StrokeLimits(CANVAS, Optional.of(selection), alphaLocked);
    }

    private static byte[] painted(Stroke stroke, List<Point> way) {
        way.forEach(point -> stroke.moveTo(point.x, point.y));
        stroke.finish();
        return stroke.image().rgba(CANVAS);
    }

    @Property(tries = 40)
    void aStrokeShownInAnyPartsGivesTheSamePixels(@ForAll long seed) {
        Random random = new Random(seed);
        TiledImage base = noise(random);
        Brush brush = brush(random);
        List<Point> way = way(random);
        byte[] atOnce = painted(new Stroke(base, brush, RED, FREE, Mirrors.NONE), way);
        Stroke inParts = new Stroke(base, brush, RED, FREE, Mirrors.NONE);
        for (Point point : way) {
            inParts.moveTo(point.x, point.y);
            if (random.nextBoolean()) {
                inParts.image();
            }
        }
        inParts.finish();

        assertThat(inParts.image().rgba(CANVAS)).isEqualTo(atOnce);
    }

    @Property(tries = 20)
    void pointsBetweenTwoPointsOfAStraightWayChangeNothingThatCanBeSeen(@ForAll long seed) {
        Random random = new Random(seed);
        Brush brush = new Brush(random.nextDouble(2, 40), 0.5, 0.8, 0.6, 0.2, 0);
        Point from = new Point(20, 30);
        Point to = new Point(random.nextDouble(60, 300), random.nextDouble(60, 280));
        List<Point> fine = new ArrayList<>();
        for (int i = 0; i <= 7; i++) {
            double share = i / 7.0;
            fine.add(new Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
        }

        byte[] coarse =
                painted(
                        new Stroke(TiledImage.EMPTY, brush, RED, FREE, Mirrors.NONE),
                        List.of(from, to));
        byte[] finer = painted(new Stroke(TiledImage.EMPTY, brush, RED, FREE, Mirrors.NONE), fine);

        for (int i = 3; i < coarse.length; i += 4) {
            assertThat(finer[i] & 255).isBetween((coarse[i] & 255) - 1, (coarse[i] & 255) + 1);
        }
    }

    @Property(tries = 30)
    void nothingOutsideTheSelectionChanges(@ForAll long seed) {
        Random random = new Random(seed);
        TiledImage base = noise(random);
        StrokeLimits limits = selected(random, random.nextBoolean());
        Ink ink = random.nextBoolean() ? RED : new Ink.Eraser();
        Stroke stroke = new Stroke(base, brush(random), ink, limits, Mirrors.NONE);

        byte[] after = painted(stroke, way(random));

        byte[] before = base.rgba(CANVAS);
        byte[] coverage = limits.selection().orElseThrow().coverage(CANVAS);
        for (int i = 0; i < after.length; i++) {
            if (coverage[i / 4] == 0 && before[i] != after[i]) {
                throw new AssertionError("byte " + i + " is outside and changed");
            }
        }
    }

    @Property(tries = 30)
    void lockedAlphaStaysAndAnEraserLeavesColoursAlone(@ForAll long seed) {
        Random random = new Random(seed);
        TiledImage base = noise(random);
        byte[] before = base.rgba(CANVAS);
        List<Point> way = way(random);
        Brush brush = brush(random);
        StrokeLimits locked = new StrokeLimits(CANVAS, Optional.empty(), true);

        byte[] painted = painted(new Stroke(base, brush, RED, locked, Mirrors.NONE), way);
        byte[] erased = painted(new Stroke(base, brush, new Ink.Eraser(), FREE, Mirrors.NONE), way);

        for (int i = 0; i < before.length; i++) {
            if (i % 4 == 3) {
                assertThat(painted[i]).isEqualTo(before[i]);
                assertThat(erased[i] & 255).isLessThanOrEqualTo(before[i] & 255);
            } else if (erased[i] != before[i]) {
                throw new AssertionError("colour byte " + i + " was erased");
            }
        }
    }

    @Property(tries = 20)
    void mirroredPaintIsItsOwnImage(@ForAll long seed) {
        Random random = new Random(seed);
        Mirrors both = new Mirrors(OptionalDouble.of(160), OptionalDouble.of(150));
        Stroke stroke = new Stroke(TiledImage.EMPTY, brush(random), RED, FREE, both);

        byte[] rgba = painted(stroke, way(random));

        for (int y = 0; y < CANVAS.height(); y++) {
            for (int x = 0; x < CANVAS.width(); x++) {
                int alpha = alpha(rgba, x, y);
                assertThat(alpha(rgba, CANVAS.width() - 1 - x, y)).isBetween(alpha - 1, alpha + 1);
                assertThat(alpha(rgba, x, CANVAS.height() - 1 - y)).isBetween(alpha - 1, alpha + 1);
            }
        }
    }

    private static int alpha(byte[] rgba, int x, int y) {
        return rgba[(y * CANVAS.width() + x) * 4 + 3] & 255;
    }

    @Example
    void aHardDabIsADiscOfExactlyTheColour() {
        Stroke stroke = new Stroke(TiledImage.EMPTY, Brush.round(20, 1), RED, FREE, Mirrors.NONE);

        byte[] rgba = painted(stroke, List.of(new Point(255.5, 100.5)));

        assertThat(pixel(rgba, 255, 100)).isEqualTo("220 20 40 255");
        assertThat(pixel(rgba, 263, 100)).isEqualTo("220 20 40 255");
        assertThat(pixel(rgba, 267, 100)).isEqualTo("0 0 0 0");
        assertThat(stroke.image().bounds()).isEqualTo(new Rect(245, 90, 22, 22));
    }

    @Example
    void opacityIsTheMostThatAWholeStrokeCovers() {
        Brush half = new Brush(30, 1, 0.5, 1, 0.1, 0);
        Stroke stroke = new Stroke(TiledImage.EMPTY, half, RED, FREE, Mirrors.NONE);
        Point a = new Point(50, 50);
        Point b = new Point(150, 50);

        byte[] rgba = painted(stroke, List.of(a, b, a, b));

        assertThat(pixel(rgba, 100, 50)).isEqualTo("220 20 40 128");
    }

    @Example
    void flowBuildsUpWhereDabsOverlap() {
        Brush thin = new Brush(30, 1, 1, 0.1, 0.1, 0);
        Stroke once = new Stroke(TiledImage.EMPTY, thin, RED, FREE, Mirrors.NONE);
        Stroke line = new Stroke(TiledImage.EMPTY, thin, RED, FREE, Mirrors.NONE);

        int dab = alpha(painted(once, List.of(new Point(50, 50))), 50, 50);
        int more = alpha(painted(line, List.of(new Point(40, 50), new Point(60, 50))), 50, 50);

        assertThat(dab).isEqualTo(26);
        assertThat(more).isGreaterThan(100);
    }

    @Example
    void smoothingEndsWhereThePointerEnds() {
        Brush lazy = new Brush(6, 1, 1, 1, 0.1, 1);
        Stroke stroke = new Stroke(TiledImage.EMPTY, lazy, RED, FREE, Mirrors.NONE);

        byte[] rgba = painted(stroke, List.of(new Point(20, 50), new Point(200, 50)));

        assertThat(alpha(rgba, 199, 50)).isEqualTo(255);
    }

    @Example
    void anEraserDoesNotMakeALayerLarger() {
        TiledImage base = TiledImage.ofRgba(new Rect(100, 100, 2, 2), new byte[16]);
        Stroke stroke = new Stroke(base, Brush.round(50, 1), new Ink.Eraser(), FREE, Mirrors.NONE);

        painted(stroke, List.of(new Point(80, 80), new Point(120, 120)));

        assertThat(stroke.image().bounds()).isEqualTo(base.bounds());
    }

    private static String pixel(byte[] rgba, int x, int y) {
        int at = (y * CANVAS.width() + x) * 4;
        return "%d %d %d %d"
                .formatted(
                        rgba[at] & 255, rgba[at + 1] & 255, rgba[at + 2] & 255, rgba[at + 3] & 255);
    }
}
