package org.liverystudio.editor.document;

import java.util.List;
import java.util.Objects;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * A layer with pixels. Text, adjustments and other kinds that this editor cannot edit are pixel
 * layers too, with what their file says about them in {@link LayerAttributes#foreign()}.
 */
public record PixelLayer(LayerAttributes attributes, TiledImage pixels) implements LayerNode {
    public PixelLayer {
        Objects.requireNonNull(pixels);
        if (attributes.blendMode() == BlendMode.PASS_THROUGH) {
            throw new IllegalArgumentException("only groups pass through");
        }
    }

    /** A visible, opaque layer with a fresh id. */
    public static PixelLayer named(String name, TiledImage pixels) {
        return new PixelLayer(LayerAttributes.named(name), pixels);
    }

    /** The same layer with other pixels. */
    public PixelLayer withPixels(TiledImage newPixels) {
        return new PixelLayer(attributes, newPixels);
    }

    @Override
    public PixelLayer with(LayerAttributes newAttributes) {
        return new PixelLayer(newAttributes, pixels);
    }

    @Override
    public PixelLayer copyWithFreshIds() {
        return with(attributes.withId(LayerIds.next()));
    }

    @Override
    public Rect bounds() {
        return pixels.bounds();
    }

    @Override
    public boolean isGroup() {
        return false;
    }

    @Override
    public List<LayerNode> children() {
        return List.of();
    }
}
