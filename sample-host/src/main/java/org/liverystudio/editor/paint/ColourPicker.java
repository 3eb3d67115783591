package org.liverystudio.editor.paint;

import java.util.Optional;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/** Reads the colour of a pixel. */
public final class ColourPicker {
    private ColourPicker() {}

    /**
     * The colour at a pixel; empty beside the canvas and where nothing can be seen.
     *
     * @param merged whether the whole picture is looked at, or the active layer alone
     * @throws LiveryException if no layer with pixels is active where one is needed
     */
    public static Optional<Ink.Colour> pick(DocumentState state, int x, int y, boolean merged) {
        if (!state.bounds().contains(x, y)) {
            return Optional.empty();
        }
        Rect pixel = new Rect(x, y, 1, 1);
        byte[] rgba = merged ? state.composite(pixel) : activeLayer(state).pixels().rgba(pixel);
        return rgba[3] == 0
                ? Optional.empty()
                : Optional.of(new Ink.Colour(rgba[0] & 255, rgba[1] & 255, rgba[2] & 255));
    }

    /** The active layer, hidden or not; a group has no pixels to look at. */
    static LayerNode activeLayer(DocumentState state) {
        return state.activeLayer()
                .flatMap(state::layer)
                .filter(node -> !node.isGroup())
                .orElseThrow(
                        () ->
                                new LiveryException(
                                        "No layer with pixels is active, so there is no colour to look at.",
                                        "Click a layer in the Layers panel, or sample all layers."));
    }
}
