package org.liverystudio.editor.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.Rect;

/**
 * Turns a stack of layers into one picture, tile by tile. Works on immutable nodes, so any thread
 * may ask while the painter goes on; large areas use all processors.
 *
 * <p>Level 0 is full size; at level n every pixel is the average of {@code 2^n x 2^n} pixels of
 * each layer. That is what zoomed-out views and thumbnails show: it differs from a reduced
 * composite only at edges of layers that do not blend normally.
 */
public final class Compositor {
    private Compositor() {}

    /**
     * The picture of a stack.
     *
     * @param bottomToTop layers and groups
     * @param area in document coordinates
     * @return straight R, G, B, A bytes, row by row
     */
    public static byte[] render(List<? extends CompositeNode> bottomToTop, Rect area) {
        return render(bottomToTop, area, 0);
    }

    /**
     * The picture of a stack at a reduced size.
     *
     * @param area in coordinates of that level: document coordinates divided by {@code 2^level}
     * @param level 0 or more
     */
    public static byte[] render(List<? extends CompositeNode> bottomToTop, Rect area, int level) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        parts(area).parallelStream()
                .forEach(
                        part -> {
                            Surface target = new Surface(part.area());
                            part.atLevel(level).stack(bottomToTop, target);
                            target.store(area, rgba);
                        });
        return rgba;
    }

    /**
     * One layer or group on transparent ground: masks are applied, its own visibility, opacity,
     * clipping and blend mode are not; a group shows its visible children.
     */
    public static byte[] renderAlone(CompositeNode node, Rect area, int level) {
        byte[] rgba = new byte[Math.toIntExact(area.area() * 4)];
        parts(area).parallelStream()
                .forEach(
                        part -> {
                            Surface target = new Surface(part.area());
                            part.atLevel(level)
                                    .source(node)
                                    .ifPresent(source -> target.blend(source, BlendMode.NORMAL, 1));
                            target.store(area, rgba);
                        });
        return rgba;
    }

    private record Part(TileKey key, Rect area) {
        TileCompositor atLevel(int level) {
            return new TileCompositor(key, area, level);
        }
    }

    private static List<Part> parts(Rect area) {
        List<Part> parts = new ArrayList<>();
        TileGrid.forEachPart(area, (key, part) -> parts.add(new Part(key, part)));
        return parts;
    }

    /** Composites the part of one tile. */
    private record TileCompositor(TileKey key, Rect area, int level) {
        /** Blends nodes over a target; a node and those that clip to it go together. */
        void stack(List<? extends CompositeNode> nodes, Surface target) {
            for (int i = 0, next; i < nodes.size(); i = next) {
                next = i + 1;
                while (next < nodes.size() && nodes.get(next).clipping()) {
                    next++;
                }
                CompositeNode base = nodes.get(i);
                if (!base.visible()) {
                    continue; // what clips to a hidden layer is hidden with it
                }
                if (next == i + 1) {
                    single(base, target);
                } else {
                    clipped(base, nodes.subList(i + 1, next), target);
                }
            }
        }

        private void single(CompositeNode node, Surface target) {
            if (isOutside(node)) {
                return;
            }
            if (node.isGroup() && node.blendMode() == BlendMode.PASS_THROUGH) {
                passThrough(node, target);
            } else if (isPlain(node)) {
                Tile tile = node.pixels().level(level).tile(key);
                if (tile != null) {
                    target.blendTile(key, tile, strength(node));
                }
            } else {
                source(node).ifPresent(s -> target.blend(s, node.blendMode(), strength(node)));
            }
        }

        private static boolean isPlain(CompositeNode node) {
            return !node.isGroup()
                    && node.blendMode() == BlendMode.NORMAL
                    && activeMask(node).isEmpty();
        }

        private void passThrough(CompositeNode group, Surface target) {
            float strength = strength(group);
            Optional<LayerMask> mask = activeMask(group);
            if (strength == 1 && mask.isEmpty()) {
                stack(group.children(), target);
                return;
            }
            Surface with = target.copy();
            stack(group.children(), with);
            float[] share = mask.map(this::coverage).orElseGet(this::full);
            for (int i = 0; i < share.length; i++) {
                share[i] *= strength;
            }
            target.mix(with, share);
        }

        /** Clipped layers paint on the base's colour and take its alpha. */
        private void clipped(
                CompositeNode base, List<? extends CompositeNode> above, Surface target) {
            if (isOutside(base)) {
                return;
            }
            Surface run = source(base).orElse(null);
            if (run == null) {
                return;
            }
            float[] shape = run.takeAlpha();
            for (CompositeNode node : above) {
                if (node.visible() && !isOutside(node)) {
                    source(node).ifPresent(s -> run.blend(s, node.blendMode(), strength(node)));
                }
            }
            run.cover(shape);
            target.blend(run, base.blendMode(), strength(base));
        }

        /** The node alone with its mask, colour straight; empty if it has nothing here. */
        Optional<Surface> source(CompositeNode node) {
            Surface source;
            if (node.isGroup()) {
                source = new Surface(area);
                stack(node.children(), source);
                source.toSource();
            } else {
                Tile tile = node.pixels().level(level).tile(key);
                if (tile == null) {
                    return Optional.empty();
                }
                source = Surface.ofTile(area, key, tile);
            }
            activeMask(node).ifPresent(mask -> source.cover(coverage(mask)));
            return Optional.of(source);
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

        private static float strength(CompositeNode node) {
            return (float) (node.opacity() * node.fillOpacity());
        }
    }
}
