package org.liverystudio.editor.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * Composites a part of one tile.
 *
 * @param area inside the tile
 * @param level see {@link Compositor}
 */
record TileCompositor(TileKey key, Rect area, int level) {
    void stack(List<Run> runs, Surface target) {
        for (Run run : runs) {
            paint(run, target);
        }
    }

    void paint(Run run, Surface target) {
        if (isOutside(run.base())) {
            return;
        }
        if (!run.clipped().isEmpty()) {
            clipped(run, target);
            return;
        }
        CompositeNode node = run.base();
        if (node.isGroup() && node.blendMode() == BlendMode.PASS_THROUGH) {
            passThrough(run, target);
        } else if (isPlain(node)) {
            Tile tile = node.pixels().level(level).tile(key);
            if (tile != null) {
                target.blendTile(key, tile, run.strength());
            }
        } else {
            source(node).ifPresent(s -> target.blend(s, node.blendMode(), run.strength()));
        }
    }

    private static boolean isPlain(CompositeNode node) {
        return !node.isGroup()
                && node.blendMode() == BlendMode.NORMAL
                && activeMask(node).isEmpty();
    }

    private void passThrough(Run run, Surface target) {
        List<Run> children = Run.of(run.base().children());
        Optional<LayerMask> mask = activeMask(run.base());
        if (run.strength() == 1 && mask.isEmpty()) {
            stack(children, target);
            return;
        }
        Surface with = target.copy();
        stack(children, with);
        float[] share = mask.map(this::coverage).orElseGet(this::full);
        for (int i = 0; i < share.length; i++) {
            share[i] *= run.strength();
        }
        target.mix(with, share);
    }

    /** Clipped layers paint on the base's colour and take its alpha. */
    private void clipped(Run run, Surface target) {
        CompositeNode base = run.base();
        Surface picture = source(base).orElse(null);
        if (picture == null) {
            return;
        }
        float[] shape = picture.takeAlpha();
        for (CompositeNode node : run.clipped()) {
            if (node.visible() && !isOutside(node)) {
                float strength = Run.strength(node);
                source(node).ifPresent(s -> picture.blend(s, node.blendMode(), strength));
            }
        }
        picture.cover(shape);
        target.blend(picture, base.blendMode(), run.strength());
    }

    /** The node alone with its mask, colour straight; empty if it has nothing here. */
    Optional<Surface> source(CompositeNode node) {
        if (node.isGroup()) {
            Surface children = new Surface(area);
            stack(Run.of(node.children()), children);
            return Optional.of(sourceOf(node, children));
        }
        Tile tile = node.pixels().level(level).tile(key);
        return Optional.ofNullable(tile).map(t -> masked(node, Surface.ofTile(area, key, t)));
    }

    /**
     * A group alone.
     *
     * @param children their composite; used up
     */
    Surface sourceOf(CompositeNode group, Surface children) {
        children.toSource();
        return masked(group, children);
    }

    private Surface masked(CompositeNode node, Surface source) {
        activeMask(node).ifPresent(mask -> source.cover(coverage(mask)));
        return source;
    }

    private static Optional<LayerMask> activeMask(CompositeNode node) {
        return node.mask().filter(LayerMask::enabled);
    }

    private float[] coverage(LayerMask mask) {
        byte[] bytes = new byte[area.width() * area.height()];
        mask.coverage().level(level).read(area, bytes, 0);
        float[] coverage = new float[bytes.length];
        float density = (float) mask.density();
        for (int i = 0; i < bytes.length; i++) {
            coverage[i] = 1 - density * (1 - (bytes[i] & 255) / 255f);
        }
        return coverage;
    }

    private float[] full() {
        float[] full = new float[area.width() * area.height()];
        Arrays.fill(full, 1);
        return full;
    }

    private boolean isOutside(CompositeNode node) {
        Rect bounds = node.bounds();
        return (bounds.right() + (1L << level) - 1) >> level <= area.x()
                || bounds.x() >> level >= area.right()
                || (bounds.bottom() + (1L << level) - 1) >> level <= area.y()
                || bounds.y() >> level >= area.bottom();
    }
}
