package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has frames made on a thread of its own. The latest wish wins: while a picture is dragged, frames
 * that nobody would see are not finished.
 */
final class FrameRenderer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameRenderer.class);

    private final FrontBuffer front = new FrontBuffer();
    private final FrameMaker maker;

    // guarded by this
    private FrameWish wish;
    private boolean fresh;
    private boolean working;
    private boolean forgetTiles;
    private Rect changed = Rect.EMPTY;
    private boolean closed;

    /**
     * @param frameReady called on the renderer's thread when {@link #front} has new pixels
     */
    FrameRenderer(Runnable frameReady) {
        maker = new FrameMaker(front, frameReady);
        Thread.ofPlatform().daemon().name("canvas").start(this::run);
    }

    FrontBuffer front() {
        return front;
    }

    /** Asks for a frame of another picture, which has nothing in common with the last. */
    synchronized void showNew(FrameWish next) {
        forgetTiles = true;
        changed = Rect.EMPTY;
        ask(next);
    }

    /**
     * Asks for a frame.
     *
     * @param changedArea where the picture differs from the one before, in document coordinates
     */
    synchronized void show(FrameWish next, Rect changedArea) {
        changed = changed.union(changedArea);
        ask(next);
    }

    /** Forgets the picture and its tiles. */
    synchronized void clear() {
        forgetTiles = true;
        changed = Rect.EMPTY;
        ask(null);
    }

    private void ask(FrameWish next) {
        wish = next;
        fresh = true;
        notifyAll();
    }

    /** Whether no frame is wished for or being made. */
    synchronized boolean isIdle() {
        return !fresh && !working;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        try {
            for (FrameWish next = nextWish(); next != null; next = nextWish()) {
                make(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("The renderer was interrupted and ends", e);
        }
    }

    private void make(FrameWish next) {
        try {
            maker.make(next, () -> isOutdated(next));
        } catch (RuntimeException e) { // the next frame may be fine again
            LOG.error("A frame could not be drawn", e);
        }
    }

    /** Waits for the next wish; null once the renderer is closed. */
    private synchronized FrameWish nextWish() throws InterruptedException {
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
            maker.forget();
        }
        maker.invalidate(changed);
        changed = Rect.EMPTY;
        working = wish != null;
        return working;
    }

    private synchronized boolean isOutdated(FrameWish current) {
        return closed || forgetTiles || (fresh && wish.looksElsewhereThan(current));
    }
}
