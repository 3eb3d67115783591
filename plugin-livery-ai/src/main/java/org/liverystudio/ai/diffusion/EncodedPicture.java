package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.FloatTensor;

/**
 * What the autoencoder made of a picture: a distribution of latents.
 *
 * @param mean {@code [1, channels, height/8, width/8]}, unscaled
 * @param logVariance its logarithm of the variance, the same shape
 * @param scale from here to latents as the UNet knows them
 */
public record EncodedPicture(FloatTensor mean, FloatTensor logVariance, LatentScale scale) {
    /**
     * Draws latents.
     *
     * @param noise unit variance, of the shape of the mean
     * @return as the UNet knows them
     */
    public FloatTensor sample(FloatTensor noise) {
        float[] values = new float[mean.values().length];
        for (int i = 0; i < values.length; i++) {
            float deviation = (float) Math.exp(0.5f * logVariance.values()[i]);
            values[i] = mean.values()[i] + deviation * noise.values()[i];
        }
        return scale.toUnet(new FloatTensor(mean.shape(), values));
    }
}
