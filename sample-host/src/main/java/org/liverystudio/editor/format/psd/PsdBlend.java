package org.liverystudio.editor.format.psd;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.BlendMode;

/** The four-letter keys of blend modes. */
final class PsdBlend {
    private static final Map<BlendMode, String> KEYS = new EnumMap<>(BlendMode.class);

    static {
        for (BlendMode mode : BlendMode.values()) {
            KEYS.put(mode, key(mode));
        }
    }

    private PsdBlend() {}

    /** The mode of a key; empty for a key of the future. */
    static Optional<BlendMode> mode(String key) {
        return KEYS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static String key(BlendMode mode) {
        return switch (mode) {
            case PASS_THROUGH -> "pass";
            case NORMAL -> "norm";
            case DISSOLVE -> "diss";
            case DARKEN -> "dark";
            case MULTIPLY -> "mul ";
            case COLOR_BURN -> "idiv";
            case LINEAR_BURN -> "lbrn";
            case DARKER_COLOR -> "dkCl";
            case LIGHTEN -> "lite";
            case SCREEN -> "scrn";
            case COLOR_DODGE -> "div ";
            case LINEAR_DODGE -> "lddg";
            case LIGHTER_COLOR -> "lgCl";
            case OVERLAY -> "over";
            case SOFT_LIGHT -> "sLit";
            case HARD_LIGHT -> "hLit";
            case VIVID_LIGHT -> "vLit";
            case LINEAR_LIGHT -> "lLit";
            case PIN_LIGHT -> "pLit";
            case HARD_MIX -> "hMix";
            case DIFFERENCE -> "diff";
            case EXCLUSION -> "smud";
            case SUBTRACT -> "fsub";
            case DIVIDE -> "fdiv";
            case HUE -> "hue ";
            case SATURATION -> "sat ";
            case COLOR -> "colr";
            case LUMINOSITY -> "lum ";
        };
    }
}
