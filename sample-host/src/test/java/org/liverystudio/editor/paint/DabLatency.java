package org.liverystudio.editor.paint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.image.CompositeCache;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.Rect;

/**
 * Measures how long one move of a brush takes, from the point to the picture of the tiles that
 * changed. Run by hand; docs/benchmarks.md has the command and its figures.
 */
final class DabLatency {
    private static final int SIZE = 4096;
    private static final int LAYERS = 30;
    private static final int MOVES = 600;
    private static final int WARM_UP = 200;

    private DabLatency() {}

    public static void main(String[] arguments) {
        for (int brush : new int[] {40, 400}) {
            long[] nanos = measure(brush);
            Arrays.sort(nanos);
            System.out.printf(
                    "%d px brush: median %.1f ms, p99 %.1f ms%n",
                    brush, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
        }
    }

    private static long[] measure(int brush) {
        EditorDocument document =
                new EditorDocument("benchmark", Optional.empty(), template(), List.of());
        CompositeCache composites = new CompositeCache(256L << 20);
        byte[][] shown = new byte[1][];
        document.onChange(
                change -> shown[0] = composites.render(change.after().layers(), change.dirty(), 0));
        // What is seen before the painter begins.
        composites.render(document.state().layers(), document.state().bounds(), 0);
        LiveStroke stroke =
                new LiveStroke(
                        document,
                        Brush.round(brush, 0.5),
                        new Ink.Colour(200, 30, 40),
                        Mirrors.NONE,
                        "Brush stroke");
        Random random = new Random(1);
        long[] nanos = new long[MOVES];
        double x = SIZE / 2.0;
        double y = SIZE / 2.0;
        for (int i = -WARM_UP; i < MOVES; i++) {
            x = Math.clamp(x + random.nextGaussian() * brush / 8, 0, SIZE);
            y = Math.clamp(y + random.nextGaussian() * brush / 8, 0, SIZE);
            long start = System.nanoTime();
            stroke.moveTo(x, y);
            stroke.show();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        stroke.finish();
        return nanos;
    }

    /** Every third layer is full, the others hold a sponsor each. */
    private static DocumentState template() {
        Random random = new Random(2);
        List<LayerNode> layers = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            Rect area =
                    i % 3 == 0
                            ? new Rect(0, 0, SIZE, SIZE)
                            : new Rect(
                                    random.nextInt(SIZE - 300),
                                    random.nextInt(SIZE - 300),
                                    300,
                                    200);
            byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
            random.nextBytes(rgba);
            layers.add(PixelLayer.named("layer " + i, TiledImage.ofRgba(area, rgba)));
        }
        return DocumentState.of(SIZE, SIZE, layers, DocumentInfo.DEFAULT);
    }
}
