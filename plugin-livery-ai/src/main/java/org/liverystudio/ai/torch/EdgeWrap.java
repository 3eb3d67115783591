package org.liverystudio.ai.torch;

/**
 * Which edges of a feature map continue on the opposite side, so that copies of the picture fit
 * beside each other.
 *
 * @param x left and right
 * @param y top and bottom
 */
public record EdgeWrap(boolean x, boolean y) {
    /** Pictures with edges as they come. */
    public static final EdgeWrap NONE = new EdgeWrap(false, false);
}
