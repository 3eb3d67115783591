package org.liverystudio.ai.tensors;

/** Numbers of 16 bits with the range of a float: its upper half. */
public final class BFloat16 {
    private BFloat16() {}

    /**
     * The nearest number that has 16 bits; the even one of two that are equally near, as PyTorch
     * rounds.
     *
     * @param value finite
     */
    public static short bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    public static float value(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The value that is left when it has been stored in 16 bits. */
    public static float rounded(float value) {
        return value(bits(value));
    }
}
