package org.liverystudio.ai.diffusion;

import java.util.Collections;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * How an autoencoder's latents become those that the UNet knows, of about unit variance, and back.
 * Most models scale by one factor; some have a mean and a deviation for each channel besides.
 *
 * @param factor over all channels
 * @param means one for each channel
 * @param deviations one for each channel
 */
public record LatentScale(double factor, List<Double> means, List<Double> deviations) {
    /** Reads {@code scaling_factor}, {@code latents_mean} and {@code latents_std}. */
    static LatentScale read(JsonConfig json, int channels) {
        String mean = "latents_mean";
        String deviation = "latents_std";
        // diffusers' pipelines take no notice of one without the other.
        if (json.find(mean).isPresent() != json.find(deviation).isPresent()) {
            String lonely = json.find(mean).isPresent() ? mean : deviation;
            throw json.unsupported(lonely, "a list without its partner");
        }
        boolean given = json.find(mean).isPresent();
        return new LatentScale(
                json.number("scaling_factor", 0.18215),
                given ? json.numbers(mean, channels) : Collections.nCopies(channels, 0.0),
                given ? json.numbers(deviation, channels) : Collections.nCopies(channels, 1.0));
    }

    /**
     * @param latents {@code [batch, channels, height, width]} of the autoencoder
     * @return as the UNet knows them
     */
    FloatTensor toUnet(FloatTensor latents) {
        float[] values = new float[latents.values().length];
        for (int i = 0; i < values.length; i++) {
            int channel = channel(latents, i);
            double centred = latents.values()[i] - means.get(channel);
            values[i] = (float) (centred * factor / deviations.get(channel));
        }
        return new FloatTensor(latents.shape(), values);
    }

    /**
     * @param latents {@code [batch, channels, height, width]} as the UNet knows them
     * @return as the autoencoder knows them
     */
    FloatTensor toAutoencoder(FloatTensor latents) {
        float[] values = new float[latents.values().length];
        for (int i = 0; i < values.length; i++) {
            int channel = channel(latents, i);
            double grown = latents.values()[i] * deviations.get(channel) / factor;
            values[i] = (float) (grown + means.get(channel));
        }
        return new FloatTensor(latents.shape(), values);
    }

    private static int channel(FloatTensor latents, int index) {
        int plane = latents.length(2) * latents.length(3);
        return index / plane % latents.length(1);
    }
}
