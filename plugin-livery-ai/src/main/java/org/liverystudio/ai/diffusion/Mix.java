package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/** Weighted sums of latents, the one operation that all samplers are made of. */
final class Mix {
    private Mix() {}

    static FloatTensor of(double factor, FloatTensor tensor) {
        float[] sum = new float[tensor.values().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (factor * tensor.values()[i]);
        }
        return new FloatTensor(tensor.shape(), sum);
    }

    /**
     * @param b of the shape of {@code a}
     */
    static FloatTensor of(double ofA, FloatTensor a, double ofB, FloatTensor b) {
        float[] sum = new float[a.values().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (ofA * a.values()[i] + ofB * b.values()[i]);
        }
        return new FloatTensor(a.shape(), sum);
    }

    /**
     * @param b and {@code c} of the shape of {@code a}
     */
    static FloatTensor of(
            double ofA, FloatTensor a, double ofB, FloatTensor b, double ofC, FloatTensor c) {
        float[] sum = new float[a.values().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (ofA * a.values()[i] + ofB * b.values()[i] + ofC * c.values()[i]);
        }
        return new FloatTensor(a.shape(), sum);
    }
}
