package org.liverystudio.editor.document;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;

/**
 * What layers and groups have in common.
 *
 * @param id stays the same through every change
 * @param name as the painter sees it
 * @param visible its own eye
 * @param opacity 0 to 1
 * @param fillOpacity 0 to 1, multiplied with the opacity; leaves layer effects alone
 * @param blendMode {@link BlendMode#PASS_THROUGH} for groups only
 * @param clipping whether it shows only where the layer below has pixels
 * @param alphaLocked whether painting leaves its alpha alone
 * @param mask layer mask, if there is one
 * @param chosenRole the role set by hand; empty if the name decides
 * @param properties what plugins stored, by keys such as {@code "livery.ai.recipe"}
 * @param foreign what only the file's format understands
 */
public record LayerAttributes(
        LayerId id,
        String name,
        boolean visible,
        double opacity,
        double fillOpacity,
        BlendMode blendMode,
        boolean clipping,
        boolean alphaLocked,
        Optional<LayerMask> mask,
        Optional<LayerRole> chosenRole,
        Map<String, String> properties,
        ForeignData foreign) {
    public LayerAttributes {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(blendMode);
        Objects.requireNonNull(foreign);
        checkShare("opacity", opacity);
        checkShare("fill opacity", fillOpacity);
        properties = Map.copyOf(properties);
    }

    private static void checkShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " outside 0 to 1: " + value);
        }
    }

    /** Visible, opaque, blending normally, with a fresh id. */
    public static LayerAttributes named(String name) {
        return new LayerAttributes(
                LayerIds.next(),
                name,
                true,
                1,
                1,
                BlendMode.NORMAL,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ForeignData.NONE);
    }

    public LayerAttributes withId(LayerId newId) {
        return changed(c -> c.id = newId);
    }

    public LayerAttributes withName(String newName) {
        return changed(c -> c.name = newName);
    }

    public LayerAttributes withVisible(boolean on) {
        return changed(c -> c.visible = on);
    }

    public LayerAttributes withOpacity(double newOpacity) {
        return changed(c -> c.opacity = newOpacity);
    }

    public LayerAttributes withFillOpacity(double newFill) {
        return changed(c -> c.fillOpacity = newFill);
    }

    public LayerAttributes withBlendMode(BlendMode mode) {
        return changed(c -> c.blendMode = mode);
    }

    public LayerAttributes withClipping(boolean on) {
        return changed(c -> c.clipping = on);
    }

    public LayerAttributes withAlphaLocked(boolean on) {
        return changed(c -> c.alphaLocked = on);
    }

    public LayerAttributes withMask(Optional<LayerMask> newMask) {
        return changed(c -> c.mask = newMask);
    }

    public LayerAttributes withChosenRole(Optional<LayerRole> role) {
        return changed(c -> c.chosenRole = role);
    }

    public LayerAttributes withProperties(Map<String, String> newProperties) {
        return changed(c -> c.properties = newProperties);
    }

    public LayerAttributes withForeign(ForeignData newForeign) {
        return changed(c -> c.foreign = newForeign);
    }

    private LayerAttributes changed(Consumer<Change> change) {
        Change next = new Change(this);
        change.accept(next);
        return next.result();
    }

    /** A copy in the making. */
    private static final class Change {
        private LayerId id;
        private String name;
        private boolean visible;
        private double opacity;
        private double fillOpacity;
        private BlendMode blendMode;
        private boolean clipping;
        private boolean alphaLocked;
        private Optional<LayerMask> mask;
        private Optional<LayerRole> chosenRole;
        private Map<String, String> properties;
        private ForeignData foreign;

        Change(LayerAttributes from) {
            id = from.id;
            name = from.name;
            visible = from.visible;
            opacity = from.opacity;
            fillOpacity = from.fillOpacity;
            blendMode = from.blendMode;
            clipping = from.clipping;
            alphaLocked = from.alphaLocked;
            mask = from.mask;
            chosenRole = from.chosenRole;
            properties = from.properties;
            foreign = from.foreign;
        }

        LayerAttributes result() {
            return new LayerAttributes(
                    id,
                    name,
                    visible,
                    opacity,
                    fillOpacity,
                    blendMode,
                    clipping,
                    alphaLocked,
                    mask,
                    chosenRole,
                    properties,
                    foreign);
        }
    }
}
