package org.liverystudio.editor.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.host.Rect;

/**
 * Composites one tile again and again, keeping what lies below and above the place that changes:
 * while a layer is painted on, only that layer is blended anew. Nodes are immutable, so what is the
 * very same looks the same.
 */
final class CachedTile {
    private final TileCompositor whole;
    private List<Run> runs = List.of();

    /** The composite of the runs before {@code lower}. */
    private Optional<Surface> below = Optional.empty();

    private int lower;

    /** The last {@code upper} runs, with those that lie normally side by side as one. */
    private List<Above> above = List.of();

    private int upper;

    /** Of the group in which something changes. */
    private Optional<CachedTile> inner = Optional.empty();

    private sealed interface Above {
        /** Normal runs together, over nothing. */
        record Merged(Surface surface) implements Above {}

        record Single(Run run) implements Above {}
    }

    CachedTile(TileKey key, int level) {
        whole = new TileCompositor(key, key.area(), level);
    }

    /** How much it holds. */
    synchronized long byteCount() {
        long surfaces = below.isPresent() ? 1 : 0;
        surfaces += above.stream().filter(Above.Merged.class::isInstance).count();
        return surfaces * Surface.byteCount(whole.area())
                + inner.map(CachedTile::byteCount).orElse(0L);
    }

    /** The composite of a part of the tile; the surface belongs to the caller. */
    synchronized Surface composite(List<Run> now, Rect area) {
        TileCompositor part = new TileCompositor(whole.key(), area, whole.level());
        prepare(now);
        Surface target = below.map(s -> s.crop(area)).orElseGet(() -> new Surface(area));
        List<Run> middle = now.subList(lower, now.size() - upper);
        if (inner.isPresent() && middle.size() == 1) {
            group(middle.getFirst(), part, target);
        } else {
            part.stack(middle, target);
        }
        for (Above layer : above) {
            switch (layer) {
                case Above.Merged(Surface surface) -> target.cover(surface);
                case Above.Single(Run run) -> part.paint(run, target);
            }
        }
        runs = now;
        return target;
    }

    private void group(Run run, TileCompositor part, Surface target) {
        CompositeNode group = run.base();
        Surface children = inner.orElseThrow().composite(Run.of(group.children()), part.area());
        target.blend(part.sourceOf(group, children), group.blendMode(), run.strength());
    }

    /** Finds out where something changed, and keeps what lies below and above it. */
    private void prepare(List<Run> now) {
        int same = sameAtStart(now);
        int sameAtEnd = sameAtEnd(now, same);
        boolean isFirst = runs.isEmpty();
        boolean fits = lower <= same && upper <= sameAtEnd;
        if (isFirst || same == now.size() && fits) {
            return;
        }
        if (!fits || below.isEmpty() && above.isEmpty()) {
            keep(now, same, sameAtEnd);
        }
        boolean isGroup =
                now.size() == runs.size()
                        && same + sameAtEnd == now.size() - 1
                        && now.get(same).isSameGroup(runs.get(same));
        if (!isGroup) {
            inner = Optional.empty();
        } else if (inner.isEmpty()) {
            inner = Optional.of(new CachedTile(whole.key(), whole.level()));
        }
    }

    private void keep(List<Run> now, int same, int sameAtEnd) {
        lower = same;
        upper = sameAtEnd;
        inner = Optional.empty();
        below = Optional.empty();
        if (lower > 0) {
            Surface surface = new Surface(whole.area());
            whole.stack(now.subList(0, lower), surface);
            below = Optional.of(surface);
        }
        above = merged(now.subList(now.size() - upper, now.size()));
    }

    private List<Above> merged(List<Run> top) {
        List<Above> layers = new ArrayList<>();
        for (int i = 0, next; i < top.size(); i = next) {
            next = i;
            while (next < top.size() && top.get(next).isNormal()) {
                next++;
            }
            if (next - i > 1) {
                Surface surface = new Surface(whole.area());
                whole.stack(top.subList(i, next), surface);
                layers.add(new Above.Merged(surface));
            } else {
                layers.add(new Above.Single(top.get(i)));
                next = i + 1;
            }
        }
        return layers;
    }

    private int sameAtStart(List<Run> now) {
        int shorter = Math.min(now.size(), runs.size());
        int same = 0;
        while (same < shorter && now.get(same).isSame(runs.get(same))) {
            same++;
        }
        return same;
    }

    private int sameAtEnd(List<Run> now, int atStart) {
        int shorter = Math.min(now.size(), runs.size()) - atStart;
        int same = 0;
        while (same < shorter
                && now.get(now.size() - 1 - same).isSame(runs.get(runs.size() - 1 - same))) {
            same++;
        }
        return same;
    }
}
