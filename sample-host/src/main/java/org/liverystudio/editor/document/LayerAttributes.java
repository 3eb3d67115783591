package org.liverystudio.editor.document;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        return new LayerAttributes(
                newId,
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

    public LayerAttributes withName(String newName) {
        return new LayerAttributes(
                id,
                newName,
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

    public LayerAttributes withVisible(boolean on) {
        return new LayerAttributes(
                id,
                name,
                on,
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

    public LayerAttributes withOpacity(double newOpacity) {
        return new LayerAttributes(
                id,
                name,
                visible,
                newOpacity,
                fillOpacity,
                blendMode,
                clipping,
                alphaLocked,
                mask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withFillOpacity(double newFill) {
        return new LayerAttributes(
                id,
                name,
                visible,
                opacity,
                newFill,
                blendMode,
                clipping,
                alphaLocked,
                mask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withBlendMode(BlendMode mode) {
        return new LayerAttributes(
                id,
                name,
                visible,
                opacity,
                fillOpacity,
                mode,
                clipping,
                alphaLocked,
                mask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withClipping(boolean on) {
        return new LayerAttributes(
                id,
                name,
                visible,
                opacity,
                fillOpacity,
                blendMode,
                on,
                alphaLocked,
                mask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withAlphaLocked(boolean on) {
        return new LayerAttributes(
                id,
                name,
                visible,
                opacity,
                fillOpacity,
                blendMode,
                clipping,
                on,
                mask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withMask(Optional<LayerMask> newMask) {
        return new LayerAttributes(
                id,
                name,
                visible,
                opacity,
                fillOpacity,
                blendMode,
                clipping,
                alphaLocked,
                newMask,
                chosenRole,
                properties,
                foreign);
    }

    public LayerAttributes withChosenRole(Optional<LayerRole> role) {
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
                role,
                properties,
                foreign);
    }

    public LayerAttributes withProperties(Map<String, String> newProperties) {
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
                newProperties,
                foreign);
    }

    public LayerAttributes withForeign(ForeignData newForeign) {
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
                newForeign);
    }
}
