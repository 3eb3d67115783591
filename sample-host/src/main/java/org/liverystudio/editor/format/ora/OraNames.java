package org.liverystudio.editor.format.ora;

/**
 * Names in OpenRaster files.
 *
 * @see <a href="https://www.openraster.org/baseline/file-layout-spec.html">File Layout</a> and <a
 *     href="https://www.openraster.org/baseline/layer-stack-spec.html">Layer Stack</a>
 */
final class OraNames {
    static final String MIME = "image/openraster";
    static final String MIME_ENTRY = "mimetype";
    static final String STACK_ENTRY = "stack.xml";
    static final String MERGED_ENTRY = "mergedimage.png";
    static final String THUMBNAIL_ENTRY = "Thumbnails/thumbnail.png";

    static final String STACK = "stack";
    static final String LAYER = "layer";
    static final String IMAGE = "image";

    /** Namespace of what only this editor knows; others skip it. */
    static final String OWN = "https://liverystudio.org/ns/openraster/1";

    static final String PROPERTY = "property";
    static final String BLEND = "blend";

    /** The layer's own opacity, where the one that others read has the fill opacity in it. */
    static final String OPACITY = "opacity";

    static final String FILL_OPACITY = "fill-opacity";
    static final String CLIPPING = "clipping";
    static final String ALPHA_LOCKED = "alpha-locked";
    static final String ROLE = "role";
    static final String EXPANDED = "expanded";

    /** A layer without pixels; others get one transparent pixel. */
    static final String EMPTY = "empty";

    /** The layer's pixels before its mask; {@code src} has the mask applied, for others. */
    static final String UNMASKED = "unmasked";

    static final String MASK = "mask";
    static final String MASK_X = "mask-x";
    static final String MASK_Y = "mask-y";
    static final String MASK_OUTSIDE = "mask-outside";
    static final String MASK_ENABLED = "mask-enabled";
    static final String MASK_DENSITY = "mask-density";

    private OraNames() {}
}
