package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.host.LiveryException;

/**
 * Shows latents as small pictures while they are made: by a tiny autoencoder if there is one, else
 * by a linear map of their colours.
 */
final class LatentPreview implements AutoCloseable {
    /** A tiny autoencoder gets no more latents: a preview must cost far less than a step. */
    private static final int MOST_LATENTS = 64;

    private final Torch torch;
    private final VaeConfig config;
    private Optional<LatentColours> colours = Optional.empty();
    private Optional<Opened> tiny = Optional.empty();

    private record Opened(Path folder, TinyDecoder decoder) {}

    /**
     * A picture as the autoencoder has it.
     *
     * @param latents as the UNet knows them
     * @param decoded the picture that they become again
     */
    record Coded(FloatTensor latents, FloatTensor decoded) {}

    LatentPreview(Torch torch, VaeConfig config) {
        this.torch = torch;
        this.config = config;
    }

    /**
     * @param decoder folder of a tiny autoencoder; without it colours alone are shown
     * @param autoencoder encodes a picture and decodes it again; asked once, if its colours are not
     *     known
     * @throws LiveryException if the decoder cannot be read or was made for other latents
     */
    void prepare(Optional<Path> decoder, Function<FloatTensor, Coded> autoencoder) {
        if (!tiny.map(Opened::folder).equals(decoder)) {
            close();
            tiny = decoder.map(folder -> new Opened(folder, TinyDecoder.open(torch, folder)));
            tiny.ifPresent(this::requireFits);
        }
        if (tiny.isEmpty() && colours.isEmpty()) {
            colours =
                    Optional.of(
                            LatentColours.isSdxl(config)
                                    ? LatentColours.ofSdxl()
                                    : learned(autoencoder));
        }
    }

    /** What comes out again counts, not what went in: that is what a picture will look like. */
    private LatentColours learned(Function<FloatTensor, Coded> autoencoder) {
        int edge = config.pixelsPerLatent();
        Coded chart = autoencoder.apply(ColourChart.picture(edge));
        return LatentColours.fitted(chart.latents(), means(chart.decoded(), edge));
    }

    /** Means over squares of a picture {@code [1, 3, height, width]}. */
    static FloatTensor means(FloatTensor picture, int edge) {
        int channels = picture.length(1);
        int width = picture.length(3);
        int newHeight = picture.length(2) / edge;
        int newWidth = width / edge;
        float[] values = new float[channels * newHeight * newWidth];
        for (int i = 0; i < picture.values().length; i++) {
            int row = i / width;
            int y = row % picture.length(2) / edge;
            int x = i % width / edge;
            int at = (row / picture.length(2) * newHeight + y) * newWidth + x;
            values[at] += picture.values()[i] / (edge * edge);
        }
        return new FloatTensor(
                List.of(1L, (long) channels, (long) newHeight, (long) newWidth), values);
    }

    private void requireFits(Opened opened) {
        int channels = opened.decoder().config().latentChannels();
        if (channels != config.latentChannels()) {
            close();
            throw new LiveryException(
                    "The preview decoder in %s reads latents of %d channels, the model has %d."
                            .formatted(opened.folder(), channels, config.latentChannels()),
                    "Remove it, or take the one that was made for the model: TAESD-XL for SDXL.");
        }
    }

    /**
     * After {@link #prepare}.
     *
     * @param latents clean ones of one picture, as the UNet knows them
     * @return {@code [1, 3, height, width]}, about -1 to 1; smaller than the picture will be
     */
    FloatTensor picture(FloatTensor latents, Runnable beforeEachBlock) {
        if (tiny.isEmpty()) {
            return colours.orElseThrow().picture(latents);
        }
        FloatTensor few = latents;
        while (Math.max(few.length(2), few.length(3)) > MOST_LATENTS) {
            few = halved(few);
        }
        return tiny.get().decoder().decode(few, beforeEachBlock);
    }

    /** Means of four, or of two where a picture is a single latent wide or high. */
    private static FloatTensor halved(FloatTensor whole) {
        int height = whole.length(2);
        int width = whole.length(3);
        int newHeight = Math.max(1, height / 2);
        int newWidth = Math.max(1, width / 2);
        float[] values = new float[whole.length(1) * newHeight * newWidth];
        for (int i = 0; i < values.length; i++) {
            int channel = i / (newHeight * newWidth);
            int y = 2 * (i / newWidth % newHeight);
            int x = 2 * (i % newWidth);
            int at = (channel * height + y) * width + x;
            int right = at + Math.min(1, width - 1);
            int below = Math.min(1, height - 1) * width;
            float[] from = whole.values();
            values[i] = (from[at] + from[right] + from[at + below] + from[right + below]) / 4;
        }
        return new FloatTensor(
                List.of(1L, whole.shape().get(1), (long) newHeight, (long) newWidth), values);
    }

    @Override
    public void close() {
        tiny.ifPresent(opened -> opened.decoder().close());
        tiny = Optional.empty();
    }
}
