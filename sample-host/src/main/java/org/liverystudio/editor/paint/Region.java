package org.liverystudio.editor.paint;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/**
 * Which pixels a click on a colour means.
 *
 * @param tolerance most that a channel may differ, 0 to 255
 * @param contiguous whether only what hangs together counts
 * @param sampleMerged whether the whole picture is looked at, or the active layer alone
 */
public record Region(int tolerance, boolean contiguous, boolean sampleMerged) {
    public Region {
        if (tolerance < 0 || tolerance > 255) {
            throw new IllegalArgumentException("tolerance outside 0 to 255: " + tolerance);
        }
    }

    /**
     * Coverage of the whole canvas, 255 for the pixels meant, row by row; all 0 beside the canvas.
     *
     * @throws LiveryException if no layer is active where one is needed
     */
    public byte[] coverage(DocumentState state, int x, int y) {
        Rect canvas = state.bounds();
        if (!canvas.contains(x, y)) {
            return new byte[Math.toIntExact(canvas.area())];
        }
        byte[] rgba = sample(state, canvas);
        return contiguous
                ? FloodFill.contiguous(rgba, canvas, x, y, tolerance)
                : FloodFill.everywhere(rgba, canvas, x, y, tolerance);
    }

    private byte[] sample(DocumentState state, Rect area) {
        if (sampleMerged) {
            return state.composite(area);
        }
        TiledImage pixels = ColourPicker.activeLayer(state).pixels();
        return pixels.rgba(area);
    }
}
