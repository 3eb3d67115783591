package org.liverystudio.host;

/** How a layer mixes with what lies below: the blend modes of Photoshop's layer panel. */
public enum BlendMode {
    /** Groups only: the children blend with what lies below the group. */
    PASS_THROUGH("Pass through"),
    NORMAL("Normal"),
    DISSOLVE("Dissolve"),
    DARKEN("Darken"),
    MULTIPLY("Multiply"),
    COLOR_BURN("Color burn"),
    LINEAR_BURN("Linear burn"),
    DARKER_COLOR("Darker color"),
    LIGHTEN("Lighten"),
    SCREEN("Screen"),
    COLOR_DODGE("Color dodge"),
    LINEAR_DODGE("Linear dodge (add)"),
    LIGHTER_COLOR("Lighter color"),
    OVERLAY("Overlay"),
    SOFT_LIGHT("Soft light"),
    HARD_LIGHT("Hard light"),
    VIVID_LIGHT("Vivid light"),
    LINEAR_LIGHT("Linear light"),
    PIN_LIGHT("Pin light"),
    HARD_MIX("Hard mix"),
    DIFFERENCE("Difference"),
    EXCLUSION("Exclusion"),
    SUBTRACT("Subtract"),
    DIVIDE("Divide"),
    HUE("Hue"),
    SATURATION("Saturation"),
    COLOR("Color"),
    LUMINOSITY("Luminosity");

    private final String label;

    BlendMode(String label) {
        this.label = label;
    }

    /** The name that painters see. */
    public String label() {
        return label;
    }
}
