package org.liverystudio.ai.tensors.quantized;

/** Numbers on their way into bytes. */
final class Bytes {
    /** 1.5 * 2^23: floats of that size have no digits after the point. */
    private static final float ROUNDER = 12_582_912f;

    private Bytes() {}

    /** Little-endian, as safetensors files are. */
    static void putShort(byte[] bytes, int at, short value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    /**
     * The nearest whole number, the even one of two. Unlike {@link Math#rint} the compiler turns
     * this into vector instructions.
     *
     * @param value below 2^22 in size
     */
    static float nearest(float value) {
        return value + ROUNDER - ROUNDER;
    }
}
