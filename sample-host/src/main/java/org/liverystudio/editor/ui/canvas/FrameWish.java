package org.liverystudio.editor.ui.canvas;

import org.liverystudio.host.Rect;

/**
 * What one frame is made from.
 *
 * @param width of the frame, in view pixels
 * @param height of the frame
 */
record FrameWish(Picture picture, Viewport view, int width, int height, Checkerboard checks) {
    Rect frame() {
        return new Rect(0, 0, width, height);
    }

    /** The part of the picture that the frame shows. */
    Rect seen() {
        return view.visibleArea(picture.width(), picture.height(), width, height);
    }

    boolean looksElsewhereThan(FrameWish other) {
        return !view.equals(other.view) || width != other.width || height != other.height;
    }

    /** Whether only changed areas need to be painted into the frame of the other wish. */
    boolean canReuseFrameOf(FrameWish other) {
        return other != null && !looksElsewhereThan(other) && checks.equals(other.checks);
    }
}
