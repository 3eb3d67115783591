package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shape of a tiny autoencoder's decoder.
 *
 * @param latentChannels channels of the latents
 * @param pictureChannels 3 for RGB
 * @param channels width of all its layers
 * @param blocks residual blocks of each level, from the coarsest
 * @param upscale growth of the edges between two levels
 * @param scalingFactor latents are divided by it first
 */
record TinyDecoderConfig(
        int latentChannels,
        int pictureChannels,
        int channels,
        List<Integer> blocks,
        int upscale,
        double scalingFactor) {
    private static final int USUAL_CHANNELS = 64;

    /** TAESD's own, for SDXL and before. */
    private static final TinyDecoderConfig USUAL =
            new TinyDecoderConfig(4, 3, USUAL_CHANNELS, List.of(3, 3, 3, 1), 2, 1);

    static TinyDecoderConfig read(Path folder) {
        Path file = folder.resolve("config.json");
        if (!Files.exists(file)) {
            // Copies of TAESD often come as weights alone; they are checked against this shape.
            return USUAL;
        }
        JsonConfig json = JsonConfig.read(file);
        json.only("_class_name", "AutoencoderTiny");
        json.only("act_fn", "relu");
        json.only("upsample_fn", "nearest");
        json.only("shift_factor", 0);
        // The encoder is not used; magnitude and shift are for latents stored as bytes, and 32 bits
        // are no burden for a network of this size.
        json.irrelevant(
                "encoder_block_out_channels",
                "num_encoder_blocks",
                "in_channels",
                "latent_magnitude",
                "latent_shift",
                "force_upcast");
        List<Integer> blocks =
                json.find("num_decoder_blocks").isPresent()
                        ? json.counts("num_decoder_blocks")
                        : List.of(3, 3, 3, 1);
        List<Integer> widths = widths(json, blocks.size());
        // Written beside the other by diffusers, and the same.
        json.irrelevant("block_out_channels");
        TinyDecoderConfig config =
                new TinyDecoderConfig(
                        json.count("latent_channels", 4),
                        json.count("out_channels", 3),
                        widths.getFirst(),
                        blocks,
                        json.count("upsampling_scaling_factor", 2),
                        json.number("scaling_factor", 1));
        json.refuseUnknown();
        return config;
    }

    /** Nothing in the network changes the width, so all levels must have the same. */
    private static List<Integer> widths(JsonConfig json, int levels) {
        String key = "decoder_block_out_channels";
        List<Integer> widths = json.countPerLevel(key, levels, USUAL_CHANNELS);
        if (widths.isEmpty() || widths.stream().distinct().count() != 1) {
            throw json.unsupported(key, widths.toString());
        }
        return widths;
    }

    /** How many pixels one latent is wide and high. */
    int pixelsPerLatent() {
        return (int) Math.round(Math.pow(upscale, blocks.size() - 1));
    }
}
