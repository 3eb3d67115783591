package org.liverystudio.editor.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.host.Rect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes frames on a thread of its own. The latest wish wins: while a picture is dragged, frames
 * that nobody would see are not finished. Old pixels stay until new ones are ready, so that nothing
 * flickers, and long work shows its progress tile by tile.
 */
final class FrameRenderer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameRenderer.class);
    private static final long TILE_BYTES = 160L << 20;
    private static final long NANOS_BETWEEN_PARTIAL_FRAMES = 80_000_000;

    /** What one frame is made from. */
    private record Wish(
            Picture picture, Viewport view, int width, int height, Checkerboard checks) {
        boolean looksElsewhereThan(Wish other) {
            return !view.equals(other.view) || width != other.width || height != other.height;
        }

        boolean canReuseFrameOf(Wish other) {
            return other != null && !looksElsewhereThan(other) && checks.equals(other.checks);
        }
    }

    private final Runnable frameReady;
    private final TileCache tiles = new TileCache(TILE_BYTES);
    private final FramePainter painter = new FramePainter(tiles);
    private final FrontBuffer front = new FrontBuffer();
    private final Thread thread;

    private Wish wish;
    private boolean fresh;
    private boolean working;
    private boolean forgetTiles;
    private Rect changed = Rect.EMPTY;
    private boolean closed;

    private Wish painted;
    private int[] back = {};

    /**
     * @param frameReady called on the renderer's thread when {@link #front} has new pixels
     */
    FrameRenderer(Runnable frameReady) {
        this.frameReady = frameReady;
        thread = Thread.ofPlatform().daemon().name("canvas").unstarted(this::run);
        thread.start();
    }

    FrontBuffer front() {
        return front;
    }

    /** Asks for a frame of another picture, whose tiles have nothing in common with the last. */
    synchronized void showNew(Picture picture, Viewport view, int w, int h, Checkerboard checks) {
        forgetTiles = true;
        changed = Rect.EMPTY;
        ask(new Wish(picture, view, w, h, checks));
    }

    /**
     * Asks for a frame.
     *
     * @param changedArea where the picture differs from the one before, in document coordinates
     */
    synchronized void show(
            Picture picture, Rect changedArea, Viewport view, int w, int h, Checkerboard checks) {
        changed = changed.union(changedArea);
        ask(new Wish(picture, view, w, h, checks));
    }

    /** Forgets the picture and its tiles. */
    synchronized void clear() {
        forgetTiles = true;
        changed = Rect.EMPTY;
        wish = null;
        fresh = true;
        notifyAll();
    }

    /** Whether no frame is wished for or being made. */
    synchronized boolean isIdle() {
        return !fresh && !working;
    }

    private void ask(Wish next) {
        wish = next;
        fresh = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        try {
            for (Wish next = nextWish(); next != null; next = nextWish()) {
                try {
                    make(next);
                } catch (RuntimeException e) {
                    LOG.error("A frame could not be drawn", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The renderer was interrupted and ends", e);
        }
    }

    /** Waits for the next wish; null once the renderer is closed. */
    private synchronized Wish nextWish() throws InterruptedException {
        working = false;
        while (!closed && !takeWish()) {
            wait();
        }
        return closed ? null : wish;
    }

    /** Prepares the tiles for what was wished for; false if that is nothing. */
    private boolean takeWish() {
        if (!fresh) {
            return false;
        }
        fresh = false;
        if (forgetTiles) {
            forgetTiles = false;
            tiles.clear();
            painted = null;
        }
        tiles.invalidate(changed);
        changed = Rect.EMPTY;
        working = wish != null;
        return working;
    }

    private synchronized boolean isOutdated(Wish current) {
        return closed || forgetTiles || (fresh && wish.looksElsewhereThan(current));
    }

    private void make(Wish current) {
        Rect frame = new Rect(0, 0, current.width(), current.height());
        if (back.length != frame.area()) {
            back = new int[(int) frame.area()];
            painted = null;
        }
        int level = FramePainter.level(current.view().scale());
        Picture picture = current.picture();
        Rect seen =
                current.view()
                        .visibleArea(
                                picture.width(),
                                picture.height(),
                                current.width(),
                                current.height());
        List<ViewTile> missing = tiles.missing(level, seen);
        boolean reusable = current.canReuseFrameOf(painted);
        if (!reusable) {
            paint(current, frame);
            if (missing.stream().anyMatch(key -> tiles.known(key).isEmpty())) {
                paintPreview(current, level, seen, frame);
            }
        }
        long partialFrame = System.nanoTime();
        List<ViewTile> unpainted = new ArrayList<>();
        for (List<ViewTile> batch : batches(missing)) {
            batch.parallelStream().forEach(key -> tiles.compute(picture, key));
            unpainted.addAll(batch);
            if (System.nanoTime() - partialFrame > NANOS_BETWEEN_PARTIAL_FRAMES) {
                paint(current, areaOf(unpainted, current.view()).intersect(frame));
                unpainted.clear();
                partialFrame = System.nanoTime();
            }
            if (isOutdated(current)) {
                painted = null;
                return;
            }
        }
        paint(current, areaOf(unpainted, current.view()).intersect(frame));
    }

    private void paintPreview(Wish current, int level, Rect seen, Rect frame) {
        Picture picture = current.picture();
        int coarse = FramePainter.previewLevel(picture.bounds());
        List<ViewTile> missing = coarse <= level ? List.of() : tiles.missing(coarse, seen);
        if (!missing.isEmpty()) {
            missing.parallelStream().forEach(key -> tiles.compute(picture, key));
            paint(current, frame);
        }
    }

    private static List<List<ViewTile>> batches(List<ViewTile> keys) {
        int size = Runtime.getRuntime().availableProcessors();
        List<List<ViewTile>> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += size) {
            batches.add(keys.subList(from, Math.min(keys.size(), from + size)));
        }
        return batches;
    }

    private static Rect areaOf(List<ViewTile> keys, Viewport view) {
        Rect area = Rect.EMPTY;
        for (ViewTile key : keys) {
            area = area.union(view.toView(key.fullSizeArea()));
        }
        return area;
    }

    private void paint(Wish current, Rect area) {
        if (area.isEmpty()) {
            return;
        }
        Rect document = current.picture().bounds();
        painter.paint(current.view(), document, current.checks(), area, back, current.width());
        painted = current;
        front.accept(back, current.width(), current.height(), area);
        frameReady.run();
    }
}
