package org.liverystudio.host;

/**
 * What a layer means in a sim's car template. Roles come from layer names as templates write them,
 * loosely matched, and can be set by hand.
 */
public enum LayerRole {
    /** No special meaning. */
    NONE("", false),
    /** The group that holds all paint. */
    PAINTABLE("paintable", false),
    /** The lowest paint of the car, below sponsors and numbers. */
    BASE_PAINT("base paint", false),
    /** Opaque where the texture is dead space, transparent where the car shows. */
    MASK("mask", true),
    /** Outlines of the mesh. */
    WIREFRAME("wireframe", true),
    /** The group or layer that must be hidden before a paint is exported. */
    GUIDES("guides", true),
    /** Marks that the sim or the league demands. */
    MANDATORY("mandatory", true),
    /** Start numbers and their boards. */
    NUMBER("number", true),
    /** Sponsor logos. */
    SPONSOR("sponsor", true),
    /** Other decals, such as handles, vents or a windshield banner. */
    DECAL("decal", true),
    /** The map of metallic, roughness and clearcoat. */
    SPEC("spec map", true);

    private final String label;
    private final boolean guarded;

    LayerRole(String label, boolean guarded) {
        this.label = label;
        this.guarded = guarded;
    }

    /** The word shown beside the layer; empty for {@link #NONE}. */
    public String label() {
        return label;
    }

    /** Whether generated paint must stay below it and leave its pixels alone. */
    public boolean isProtected() {
        return guarded;
    }
}
