package org.liverystudio.editor.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.liverystudio.host.Rect;

/**
 * Computes the tiles that a frame lacks and paints it. Old pixels stay until new ones are ready, so
 * that nothing flickers; a picture that is new is shown coarsely first; long work shows its
 * progress. For one thread.
 */
final class FrameMaker {
    private static final long TILE_BYTES = 160L << 20;
    private static final long NANOS_BETWEEN_PARTIAL_FRAMES = 80_000_000;

    private final TileCache tiles = new TileCache(TILE_BYTES);
    private final FramePainter painter = new FramePainter(tiles);
    private final FrontBuffer front;
    private final Runnable frameReady;
    private FrameWish painted;
    private int[] back = {};

    /**
     * @param front receives the pixels
     * @param frameReady called whenever it has new ones
     */
    FrameMaker(FrontBuffer front, Runnable frameReady) {
        this.front = front;
        this.frameReady = frameReady;
    }

    /** Forgets all tiles, because the next picture is another one. */
    void forget() {
        tiles.clear();
        painted = null;
    }

    /**
     * @param area where the next picture differs from the last, in full-size pixels
     */
    void invalidate(Rect area) {
        tiles.invalidate(area);
    }

    /**
     * Makes a frame.
     *
     * @param outdated asked between tiles; once it is true the frame is left unfinished
     */
    void make(FrameWish wish, BooleanSupplier outdated) {
        if (back.length != wish.frame().area()) {
            back = new int[(int) wish.frame().area()];
            painted = null;
        }
        int level = FramePainter.level(wish.view().scale());
        List<ViewTile> missing = tiles.missing(level, wish.seen());
        if (!wish.canReuseFrameOf(painted)) {
            paint(wish, wish.frame());
            if (missing.stream().anyMatch(key -> tiles.known(key).isEmpty())) {
                paintPreview(wish, level);
            }
        }
        if (!compute(wish, missing, outdated)) {
            painted = null; // some tiles are newer than the frame
        }
    }

    private void paintPreview(FrameWish wish, int level) {
        int coarse = FramePainter.previewLevel(wish.picture().bounds());
        List<ViewTile> missing = coarse <= level ? List.of() : tiles.missing(coarse, wish.seen());
        if (!missing.isEmpty()) {
            missing.parallelStream().forEach(key -> tiles.compute(wish.picture(), key));
            paint(wish, wish.frame());
        }
    }

    /** Returns false if it was left unfinished. */
    private boolean compute(FrameWish wish, List<ViewTile> missing, BooleanSupplier outdated) {
        long lastPaint = System.nanoTime();
        List<ViewTile> unpainted = new ArrayList<>();
        for (List<ViewTile> batch : batches(missing)) {
            batch.parallelStream().forEach(key -> tiles.compute(wish.picture(), key));
            unpainted.addAll(batch);
            if (System.nanoTime() - lastPaint > NANOS_BETWEEN_PARTIAL_FRAMES) {
                paint(wish, areaOf(unpainted, wish));
                unpainted.clear();
                lastPaint = System.nanoTime();
            }
            if (outdated.getAsBoolean()) {
                return false;
            }
        }
        paint(wish, areaOf(unpainted, wish));
        return true;
    }

    private static List<List<ViewTile>> batches(List<ViewTile> keys) {
        int size = Runtime.getRuntime().availableProcessors();
        List<List<ViewTile>> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += size) {
            batches.add(keys.subList(from, Math.min(keys.size(), from + size)));
        }
        return batches;
    }

    private static Rect areaOf(List<ViewTile> keys, FrameWish wish) {
        Rect area = Rect.EMPTY;
        for (ViewTile key : keys) {
            area = area.union(wish.view().toView(key.fullSizeArea()));
        }
        return area.intersect(wish.frame());
    }

    private void paint(FrameWish wish, Rect area) {
        if (area.isEmpty()) {
            return;
        }
        Rect document = wish.picture().bounds();
        painter.paint(wish.view(), document, wish.checks(), area, back, wish.width());
        painted = wish;
        front.accept(back, wish.width(), wish.height(), area);
        frameReady.run();
    }
}
