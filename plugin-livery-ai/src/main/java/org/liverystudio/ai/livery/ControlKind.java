package org.liverystudio.ai.livery;

import java.util.Locale;
import java.util.Optional;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.host.LayerRole;

/** What a control picture tells the network. */
public enum ControlKind {
    /** Bright is near. On a flat sheet of islands it works as a cue for edges. */
    DEPTH("Depth"),
    /** White islands on black. */
    MASK("Mask"),
    /** White lines on black. */
    LINES("Lines");

    private final String label;

    ControlKind(String label) {
        this.label = label;
    }

    /** The word that painters see. */
    public String label() {
        return label;
    }

    /** The word on the command line and in recipes. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What networks that know several kinds are told. */
    public ControlType controlType() {
        return switch (this) {
            case DEPTH -> ControlType.DEPTH;
            // Islands on black are areas, each in one colour.
            case MASK -> ControlType.SEGMENTS;
            case LINES -> ControlType.LINES;
        };
    }

    /** The kind with that {@link #optionName()}. */
    public static Optional<ControlKind> ofOptionName(String word) {
        for (ControlKind kind : values()) {
            if (kind.optionName().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The kind that a layer is most likely meant as. */
    public static ControlKind usualFor(LayerRole role) {
        return switch (role) {
            case MASK -> MASK;
            case WIREFRAME -> LINES;
            default -> DEPTH;
        };
    }
}
