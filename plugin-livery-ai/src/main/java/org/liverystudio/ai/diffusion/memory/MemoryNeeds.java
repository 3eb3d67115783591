package org.liverystudio.ai.diffusion.memory;

import java.util.List;

/**
 * What a run costs, in bytes, part by part.
 *
 * @param runtime the process without networks, and the pictures that it holds
 * @param textEncoders their weights
 * @param textWork maps of a text encoder at work
 * @param denoisers weights of the UNet and of the ControlNets
 * @param denoiseWork their maps at work
 * @param autoencoder its weights
 * @param decodeWork its maps at work
 * @param pictures made in the run
 * @param rowsPerPicture rows of a batch for one picture: 2 with guidance, 1 without
 * @param height of a picture in latents
 * @param width of a picture in latents
 */
public record MemoryNeeds(
        long runtime,
        List<NetworkSize> textEncoders,
        long textWork,
        List<NetworkSize> denoisers,
        RowsWork denoiseWork,
        NetworkSize autoencoder,
        TileWork decodeWork,
        int pictures,
        int rowsPerPicture,
        int height,
        int width) {
    public MemoryNeeds {
        textEncoders = List.copyOf(textEncoders);
        denoisers = List.copyOf(denoisers);
    }

    /** Maps of the denoising networks. */
    @FunctionalInterface
    public interface RowsWork {
        /**
         * @param rows latents in one batch
         */
        long bytes(int rows);
    }

    /** Maps of the autoencoder. */
    @FunctionalInterface
    public interface TileWork {
        /**
         * @param height of the part that is decoded at a time, in latents
         * @param width of it
         */
        long bytes(int height, int width);
    }
}
