package org.liverystudio.ai.diffusion;

/** What a control picture shows, as union ControlNets are told; their numbers are the ordinals. */
public enum ControlType {
    /** Stick figures. */
    POSE,
    /** Bright is near. */
    DEPTH,
    /** Soft edges or scribbles. */
    SOFT_EDGES,
    /** Hard edges or a line drawing. */
    LINES,
    /** Directions of surfaces as colours. */
    NORMALS,
    /** Areas, each in one colour. */
    SEGMENTS,
    /** The picture itself, coarse or blurred. */
    TILE,
    /** The picture with black where it shall be made. */
    REPAINT
}
