package org.liverystudio.editor.format.ora;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.BlendMode;

/** The composite operations of OpenRaster. */
final class OraBlend {
    static final String NORMAL = "svg:src-over";

    private static final Map<BlendMode, String> NAMES = new EnumMap<>(BlendMode.class);

    static {
        NAMES.put(BlendMode.NORMAL, NORMAL);
        NAMES.put(BlendMode.MULTIPLY, "svg:multiply");
        NAMES.put(BlendMode.SCREEN, "svg:screen");
        NAMES.put(BlendMode.OVERLAY, "svg:overlay");
        NAMES.put(BlendMode.DARKEN, "svg:darken");
        NAMES.put(BlendMode.LIGHTEN, "svg:lighten");
        NAMES.put(BlendMode.COLOR_DODGE, "svg:color-dodge");
        NAMES.put(BlendMode.COLOR_BURN, "svg:color-burn");
        NAMES.put(BlendMode.HARD_LIGHT, "svg:hard-light");
        NAMES.put(BlendMode.SOFT_LIGHT, "svg:soft-light");
        NAMES.put(BlendMode.DIFFERENCE, "svg:difference");
        NAMES.put(BlendMode.COLOR, "svg:color");
        NAMES.put(BlendMode.LUMINOSITY, "svg:luminosity");
        NAMES.put(BlendMode.HUE, "svg:hue");
        NAMES.put(BlendMode.SATURATION, "svg:saturation");
        NAMES.put(BlendMode.LINEAR_DODGE, "svg:plus");
    }

    private OraBlend() {}

    /** What other programs read; normal for modes that OpenRaster does not know. */
    static String name(BlendMode mode) {
        return NAMES.getOrDefault(mode, NORMAL);
    }

    /** Whether the name alone says it all. */
    static boolean isKnown(BlendMode mode) {
        return NAMES.containsKey(mode);
    }

    static Optional<BlendMode> mode(String name) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
