package org.liverystudio.editor.paint;

import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.EditorDocument;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/** Fills pixels of the active layer with one colour. */
public final class Fill {
    private static final int BLOCK = CoverageTile.SIZE;

    private Fill() {}

    /**
     * Fills what a click means, within the selection; one step of undo.
     *
     * @param region what is filled
     * @param x of the pixel clicked, in document pixels
     * @throws LiveryException if the layer cannot be painted on; says why
     */
    public static void at(EditorDocument document, Region region, int x, int y, Ink.Colour colour) {
        DocumentState state = document.state();
        PixelLayer layer = PaintTarget.of(state);
        TiledImage filled = filled(state, layer, region.coverage(state, x, y), colour);
        document.apply(
                new ChangePixels(
                        new ChangePixels.Gesture("Fill"), layer.id(), layer.pixels(), filled));
        document.endGesture();
    }

    private static TiledImage filled(
            DocumentState state, PixelLayer layer, byte[] coverage, Ink.Colour colour) {
        boolean alphaLocked = layer.attributes().alphaLocked();
        PixelMixer mixer = new PixelMixer(colour, alphaLocked);
        Rect canvas = state.bounds();
        Rect reach = state.selection().map(s -> s.bounds().intersect(canvas)).orElse(canvas);
        if (alphaLocked) {
            reach = reach.intersect(layer.bounds());
        }
        TiledImage.Editor editor = layer.pixels().edit();
        boolean changed = false;
        for (int top = 0; top < canvas.height(); top += BLOCK) {
            for (int left = 0; left < canvas.width(); left += BLOCK) {
                Rect block = new Rect(left, top, BLOCK, BLOCK).intersect(reach);
                byte[] inBlock = cut(coverage, canvas.width(), block);
                if (isCovered(inBlock)) {
                    editor.write(block, mixed(state, layer, block, inBlock, mixer));
                    changed = true;
                }
            }
        }
        return changed ? editor.build() : layer.pixels();
    }

    private static byte[] mixed(
            DocumentState state, PixelLayer layer, Rect block, byte[] coverage, PixelMixer mixer) {
        byte[] rgba = layer.pixels().rgba(block);
        byte[] selected = state.selection().map(s -> s.coverage(block)).orElse(null);
        for (int i = 0; i < coverage.length; i++) {
            float share = selected == null ? 1 : (selected[i] & 255) / 255f;
            mixer.mix(rgba, i * 4, (coverage[i] & 255) / 255f * share);
        }
        return rgba;
    }

    private static byte[] cut(byte[] coverage, int width, Rect block) {
        byte[] part = new byte[Math.toIntExact(block.area())];
        for (int row = 0; row < block.height(); row++) {
            int from = (block.y() + row) * width + block.x();
            System.arraycopy(coverage, from, part, row * block.width(), block.width());
        }
        return part;
    }

    private static boolean isCovered(byte[] coverage) {
        for (byte share : coverage) {
            if (share != 0) {
                return true;
            }
        }
        return false;
    }
}
