package org.liverystudio.ai.livery;

/** sRGB's transfer curve (IEC 61966-2-1), between stored values and amounts of light. */
final class LinearLight {
    private static final float[] LIGHT = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LIGHT[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
    }

    private LinearLight() {}

    /**
     * @param stored 0 to 255
     * @return 0 to 1
     */
    static float of(int stored) {
        return LIGHT[stored];
    }

    /**
     * @param light beyond 0 to 1 it is cut off
     * @return the nearest stored value, 0 to 255
     */
    static int toSrgb(float light) {
        double l = Math.clamp(light, 0, 1);
        double v = l <= 0.0031308 ? l * 12.92 : 1.055 * Math.pow(l, 1 / 2.4) - 0.055;
        return (int) Math.round(v * 255);
    }
}
