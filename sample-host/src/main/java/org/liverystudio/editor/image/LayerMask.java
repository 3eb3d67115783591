package org.liverystudio.editor.image;

/**
 * A layer's mask.
 *
 * @param coverage what it shows
 * @param enabled whether it acts; a disabled one is kept and saved
 * @param density how strongly it hides: 1 fully, 0 not at all
 */
public record LayerMask(TiledMask coverage, boolean enabled, double density) {
    public LayerMask {
        if (!(density >= 0 && density <= 1)) {
            throw new IllegalArgumentException("density outside 0 to 1: " + density);
        }
    }

    /** An enabled mask that hides fully. */
    public LayerMask(TiledMask coverage) {
        this(coverage, true, 1);
    }

    public LayerMask withEnabled(boolean on) {
        return new LayerMask(coverage, on, density);
    }
}
