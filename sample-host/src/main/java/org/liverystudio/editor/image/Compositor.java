package org.liverystudio.editor.image;

import java.util.List;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * Turns a stack of layers into one picture, tile by tile. Works on immutable nodes, so any thread
 * may ask while the painter goes on; large areas use all processors.
 *
 * <p>Level 0 is full size; at level n every pixel is the average of {@code 2^n x 2^n} pixels of
 * each layer. That is what zoomed-out views and thumbnails show: it differs from a reduced
 * composite only at edges of layers that do not blend normally.
 */
public final class Compositor {
    private Compositor() {}

    /**
     * The picture of a stack.
     *
     * @param bottomToTop layers and groups
     * @param area in document coordinates
     * @return straight R, G, B, A bytes, row by row
     */
    public static byte[] render(List<? extends CompositeNode> bottomToTop, Rect area) {
        return render(bottomToTop, area, 0);
    }

    /**
     * The picture of a stack at a reduced size.
     *
     * @param area in coordinates of that level: document coordinates divided by {@code 2^level}
     * @param level 0 or more
     */
    public static byte[] render(List<? extends CompositeNode> bottomToTop, Rect area, int level) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        List<Run> runs = Run.of(bottomToTop);
        TileGrid.parts(area).parallelStream()
                .forEach(
                        part -> {
                            Surface target = new Surface(part.area());
                            new TileCompositor(part.key(), part.area(), level).stack(runs, target);
                            target.store(area, rgba);
                        });
        return rgba;
    }

    /**
     * One layer or group on transparent ground: masks are applied, its own visibility, opacity,
     * clipping and blend mode are not; a group shows its visible children.
     */
    public static byte[] renderAlone(CompositeNode node, Rect area, int level) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        TileGrid.parts(area).parallelStream()
                .forEach(
                        part -> {
                            Surface target = new Surface(part.area());
                            new TileCompositor(part.key(), part.area(), level)
                                    .source(node)
                                    .ifPresent(source -> target.blend(source, BlendMode.NORMAL, 1));
                            target.store(area, rgba);
                        });
        return rgba;
    }
}
