package org.liverystudio.editor.format.psd;

import org.liverystudio.host.Rect;

/**
 * The mask data of a layer record.
 *
 * @param bounds where the mask channel lies
 * @param outside 0 or 255
 * @param flags see the constants
 * @param rest what follows the flags; never written to
 */
record PsdMask(Rect bounds, int outside, int flags, byte[] rest) {
    static final int DISABLED = 2;
    private static final int RENDERED = 8;
    private static final int HAS_PARAMETERS = 16;
    private static final int REAL_MASK_BYTES = 18;
    private static final int HAS_DENSITY = 1;
    private static final int HAS_FEATHER = 2;

    /** A plain mask; two filling bytes bring its data to the usual 20. */
    PsdMask(Rect bounds, int outside) {
        this(bounds, outside, 0, new byte[2]);
    }

    /**
     * Reads the data.
     *
     * @return null if the layer has none
     */
    static PsdMask read(PsdInput in) {
        if (in.remaining() < 18) {
            return null;
        }
        Rect bounds = PsdLayerRecord.readBounds(in);
        int outside = in.u8() == 0 ? 0 : 255;
        return new PsdMask(bounds, outside, in.u8(), in.rest());
    }

    boolean isDisabled() {
        return (flags & DISABLED) != 0;
    }

    /** Whether the channel was made from a vector mask. */
    boolean isRendered() {
        return (flags & RENDERED) != 0;
    }

    PsdMask withDisabled(boolean disabled) {
        int changed = disabled ? flags | DISABLED : flags & ~DISABLED;
        return new PsdMask(bounds, outside, changed, rest);
    }

    /**
     * The mask that the painter drew, if the channel holds it together with a vector mask.
     *
     * @return null if the data has none
     */
    PsdMask real(PsdInput layer) {
        if (rest.length < REAL_MASK_BYTES) {
            return null;
        }
        PsdInput in = PsdInput.of(layer.file(), "a layer mask", rest);
        int realFlags = in.u8();
        int realOutside = in.u8() == 0 ? 0 : 255;
        return new PsdMask(PsdLayerRecord.readBounds(in), realOutside, realFlags, new byte[0]);
    }

    /**
     * How strongly the mask hides, 0 to 1.
     *
     * @param hasReal whether a real mask's data precedes the parameters
     */
    double density(boolean hasReal) {
        int at = parametersAt(hasReal);
        boolean stored = at >= 0 && (rest[at] & HAS_DENSITY) != 0 && rest.length > at + 1;
        return stored ? (rest[at + 1] & 255) / 255.0 : 1;
    }

    boolean isFeathered(boolean hasReal) {
        int at = parametersAt(hasReal);
        if (at < 0 || (rest[at] & HAS_FEATHER) == 0) {
            return false;
        }
        int feather = at + 1 + ((rest[at] & HAS_DENSITY) != 0 ? 1 : 0);
        for (int i = feather; i < Math.min(rest.length, feather + 8); i++) {
            if (rest[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private int parametersAt(boolean hasReal) {
        int at = hasReal ? REAL_MASK_BYTES : 0;
        return (flags & HAS_PARAMETERS) != 0 && rest.length > at ? at : -1;
    }
}
