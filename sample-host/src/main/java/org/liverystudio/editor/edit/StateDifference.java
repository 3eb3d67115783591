package org.liverystudio.editor.edit;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.Rect;

/** Compares two states cheaply: nodes and tiles that both share are skipped by identity. */
final class StateDifference {
    private static final TiledMask NO_MASK = TiledMask.filledWith(255);

    private StateDifference() {}

    /** Where the picture may look different; never smaller than the truth. */
    static Rect dirtyArea(DocumentState before, DocumentState after) {
        if (before.width() != after.width() || before.height() != after.height()) {
            return after.bounds();
        }
        return dirtyArea(before.layers(), after.layers()).intersect(after.bounds());
    }

    private static Rect dirtyArea(List<LayerNode> before, List<LayerNode> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && sameId(before.get(start), after.get(start))) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start
                && sameId(
                        before.get(before.size() - 1 - tail), after.get(after.size() - 1 - tail))) {
            tail++;
        }
        Rect dirty = changedBases(before, after);
        boolean changedBelow = false;
        for (int i = 0; i < start; i++) {
            Rect own = dirtyArea(before.get(i), after.get(i), changedBelow);
            changedBelow = isChangedBelow(before.get(i), after.get(i), changedBelow);
            dirty = dirty.union(own);
        }
        for (LayerNode node : before.subList(start, before.size() - tail)) {
            dirty = dirty.union(node.bounds());
            changedBelow = true;
        }
        for (LayerNode node : after.subList(start, after.size() - tail)) {
            dirty = dirty.union(node.bounds());
            changedBelow = true;
        }
        for (int i = tail; i > 0; i--) {
            LayerNode old = before.get(before.size() - i);
            LayerNode now = after.get(after.size() - i);
            dirty = dirty.union(dirtyArea(old, now, changedBelow));
            changedBelow = isChangedBelow(old, now, changedBelow);
        }
        return dirty;
    }

    /**
     * Groups that something clips to now, or does no longer: a passing group shows differently
     * then, because its layers cannot reach what lies below.
     */
    private static Rect changedBases(List<LayerNode> before, List<LayerNode> after) {
        if (before == after) {
            return Rect.EMPTY;
        }
        Set<LayerId> bases = clippingBases(before);
        Set<LayerId> basesNow = clippingBases(after);
        return after.stream()
                .filter(node -> bases.contains(node.id()) != basesNow.contains(node.id()))
                .map(LayerNode::bounds)
                .reduce(Rect.EMPTY, Rect::union);
    }

    private static Set<LayerId> clippingBases(List<LayerNode> nodes) {
        Set<LayerId> bases = new HashSet<>();
        for (int i = 1; i < nodes.size(); i++) {
            // The lowest layer has nothing to clip to and is a base whatever it says.
            if (nodes.get(i).clipping() && (i == 1 || !nodes.get(i - 1).clipping())) {
                bases.add(nodes.get(i - 1).id());
            }
        }
        return bases;
    }

    private static boolean sameId(LayerNode a, LayerNode b) {
        return a.id().equals(b.id());
    }

    /** A layer that clips shows another part of itself when what it clips to changes. */
    private static boolean isChangedBelow(LayerNode before, LayerNode now, boolean changedBelow) {
        return before != now || changedBelow && now.clipping();
    }

    private static Rect dirtyArea(LayerNode before, LayerNode after, boolean changedBelow) {
        if (changedBelow && after.clipping()) {
            return before.bounds().union(after.bounds());
        }
        if (before == after) {
            return Rect.EMPTY;
        }
        if (before instanceof GroupLayer old
                && after instanceof GroupLayer now
                && old.attributes().equals(now.attributes())) {
            return dirtyArea(old.children(), now.children());
        }
        if (before instanceof PixelLayer old
                && after instanceof PixelLayer now
                && old.attributes().equals(now.attributes())) {
            return now.pixels().changedSince(old.pixels());
        }
        return before.bounds().union(after.bounds());
    }

    /** Memory of the tiles that only one of the two holds: what a step of undo keeps alive. */
    static long retainedBytes(DocumentState before, DocumentState after) {
        if (before.layers() == after.layers()) {
            return 0;
        }
        return bytesOnlyIn(before, after) + bytesOnlyIn(after, before);
    }

    private static long bytesOnlyIn(DocumentState state, DocumentState other) {
        Map<LayerId, LayerNode> others =
                other.allLayers().collect(Collectors.toMap(LayerNode::id, node -> node));
        // A duplicate shares all tiles with its original: such images cost nothing.
        Map<TiledImage, Boolean> elsewhere = new IdentityHashMap<>();
        others.values().forEach(node -> elsewhere.put(node.pixels(), true));
        return state.allLayers()
                .mapToLong(node -> bytesNotIn(node, others.get(node.id()), elsewhere))
                .sum();
    }

    private static long bytesNotIn(
            LayerNode node, LayerNode other, Map<TiledImage, Boolean> elsewhere) {
        if (node == other) {
            return 0;
        }
        TiledImage image = node.pixels();
        TiledMask mask = maskOf(node);
        TiledImage otherImage = other == null ? TiledImage.EMPTY : other.pixels();
        TiledMask otherMask = other == null ? NO_MASK : maskOf(other);
        long imageBytes = elsewhere.containsKey(image) ? 0 : image.byteCountNotIn(otherImage);
        return imageBytes + mask.byteCountNotIn(otherMask);
    }

    private static TiledMask maskOf(LayerNode node) {
        return node.mask().map(LayerMask::coverage).orElse(NO_MASK);
    }
}
