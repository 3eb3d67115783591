package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;

/**
 * The shape of an autoencoder.
 *
 * @param pictureChannels 3 for RGB
 * @param latentChannels channels of the latents
 * @param channels of each level, from the finest; each further level halves the size
 * @param resnets blocks of each level of the encoder; the decoder has one more
 * @param normGroups groups of the group norms
 * @param midAttention whether pixels attend to each other at the coarsest level
 * @param quantConvolution a 1x1 convolution after the encoder
 * @param postQuantConvolution a 1x1 convolution before the decoder
 * @param scale makes latents of about unit variance
 */
record VaeConfig(
        int pictureChannels,
        int latentChannels,
        List<Integer> channels,
        int resnets,
        int normGroups,
        boolean midAttention,
        boolean quantConvolution,
        boolean postQuantConvolution,
        LatentScale scale) {

    static VaeConfig read(Path folder) {
        JsonConfig json = JsonConfig.read(folder.resolve("config.json"));
        json.only("_class_name", "AutoencoderKL");
        json.only("act_fn", "silu", "swish");
        json.absent("shift_factor");
        // Decoding is always done in 32 bits here.
        json.irrelevant("force_upcast", "sample_size");
        json.only("out_channels", json.count("in_channels", 3));
        List<Integer> channels = json.counts("block_out_channels");
        requireAll(json, "down_block_types", "DownEncoderBlock2D", channels.size());
        requireAll(json, "up_block_types", "UpDecoderBlock2D", channels.size());
        VaeConfig config =
                new VaeConfig(
                        json.count("in_channels", 3),
                        json.count("latent_channels", 4),
                        channels,
                        json.count("layers_per_block", 1),
                        json.count("norm_num_groups", 32),
                        json.flag("mid_block_add_attention", true),
                        json.flag("use_quant_conv", true),
                        json.flag("use_post_quant_conv", true),
                        LatentScale.read(json, json.count("latent_channels", 4)));
        json.refuseUnknown();
        return config;
    }

    private static void requireAll(JsonConfig json, String key, String type, int levels) {
        List<String> types = json.texts(key);
        if (types.size() != levels || !types.stream().allMatch(type::equals)) {
            throw json.unsupported(key, types.toString());
        }
    }

    /** How many pixels one latent is wide and high. */
    int pixelsPerLatent() {
        return 1 << (channels.size() - 1);
    }
}
