package org.liverystudio.editor.image;

import java.util.ArrayList;
import java.util.List;
import org.liverystudio.host.BlendMode;

/**
 * A node and those that clip to it: what is blended in one go.
 *
 * @param base visible
 * @param clipped bottom to top
 */
record Run(CompositeNode base, List<? extends CompositeNode> clipped) {
    /**
     * The runs of a stack, bottom to top. Groups that do nothing but hold their children are left
     * out, and so is what is hidden.
     */
    static List<Run> of(List<? extends CompositeNode> bottomToTop) {
        List<Run> runs = new ArrayList<>();
        collect(bottomToTop, runs);
        return runs;
    }

    private static void collect(List<? extends CompositeNode> nodes, List<Run> runs) {
        for (int i = 0, next; i < nodes.size(); i = next) {
            next = i + 1;
            while (next < nodes.size() && nodes.get(next).clipping()) {
                next++;
            }
            CompositeNode base = nodes.get(i);
            if (!base.visible()) {
                continue; // what clips to a hidden layer is hidden with it
            }
            Run run = new Run(base, nodes.subList(i + 1, next));
            if (run.isTransparentGroup()) {
                collect(base.children(), runs);
            } else {
                runs.add(run);
            }
        }
    }

    /** Whether the children might as well lie beside the group. */
    private boolean isTransparentGroup() {
        return base.isGroup()
                && base.blendMode() == BlendMode.PASS_THROUGH
                && clipped.isEmpty()
                && strength() == 1
                && base.mask().filter(LayerMask::enabled).isEmpty();
    }

    /** Whether it lies over what is below without asking what that is. */
    boolean isNormal() {
        return base.blendMode() == BlendMode.NORMAL;
    }

    /** Whether it is the very same, so that it looks the same too. */
    boolean isSame(Run other) {
        if (base != other.base || clipped.size() != other.clipped.size()) {
            return false;
        }
        for (int i = 0; i < clipped.size(); i++) {
            if (clipped.get(i) != other.clipped.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether both are a group that is composited by itself, alike but for its children. */
    boolean isSameGroup(Run other) {
        return isIsolatedGroup()
                && other.isIsolatedGroup()
                && base.blendMode() == other.base.blendMode();
    }

    private boolean isIsolatedGroup() {
        return base.isGroup() && base.blendMode() != BlendMode.PASS_THROUGH && clipped.isEmpty();
    }

    float strength() {
        return strength(base);
    }

    static float strength(CompositeNode node) {
        return (float) (node.opacity() * node.fillOpacity());
    }
}
