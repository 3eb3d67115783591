package org.liverystudio.editor.paint;

import java.util.List;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.document.PixelSource;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.LiveryException;

/** A layer, or a group with all in it, at another place. Masks go along. */
final class Shifted {
    private final int dx;
    private final int dy;

    /** By whole pixels, to the right and down. */
    Shifted(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    LayerNode of(LayerNode node) {
        return switch (node) {
            case GroupLayer group -> {
                List<LayerNode> children = group.children().stream().map(this::of).toList();
                yield group.withChildren(children).with(attributes(node));
            }
            case PixelLayer layer ->
                    layer.withPixels(layer.pixels().movedBy(dx, dy)).with(attributes(node));
        };
    }

    private LayerAttributes attributes(LayerNode node) {
        LayerAttributes old = node.attributes();
        return old.withMask(old.mask().map(this::mask)).withForeign(old.foreign().movedBy(dx, dy));
    }

    private LayerMask mask(LayerMask mask) {
        return new LayerMask(mask.coverage().movedBy(dx, dy), mask.enabled(), mask.density());
    }

    /**
     * Checks a layer and all in it.
     *
     * @throws LiveryException if a part of it would stay behind
     */
    static void check(LayerNode node) {
        node.withDescendants()
                .filter(part -> isTied(part))
                .findFirst()
                .ifPresent(
                        part -> {
                            throw new LiveryException(
                                    "\"%s\" has an outline or settings that would stay behind."
                                            .formatted(part.name()),
                                    "Move it in the program that made it; here, nothing has changed.");
                        });
    }

    private static boolean isTied(LayerNode node) {
        return node.attributes().foreign().isTiedToPlace()
                || node.attributes().foreign().pixelSource() == PixelSource.FILL;
    }
}
