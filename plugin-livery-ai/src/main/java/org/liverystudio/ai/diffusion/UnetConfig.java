package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an SDXL UNet, or of the half of it that a ControlNet copies.
 *
 * @param inChannels channels of the latents that go in
 * @param outChannels channels of the prediction; 0 for a ControlNet
 * @param channels of each level, from the finest
 * @param downAttention which levels have transformers on the way down
 * @param upAttention the same on the way up, from the coarsest
 * @param midAttention whether the coarsest point has one
 * @param resnets blocks of each level on the way down; one more on the way up
 * @param heads attention heads of each level
 * @param transformerLayers depth of the transformers of each level
 * @param contextChannels channels of the encoded prompt
 * @param linearProjection linear layers, not 1x1 convolutions, around transformers
 * @param normGroups groups of the group norms
 * @param normEpsilon of the residual blocks' norms
 * @param cosineFirst order of the halves of the time code
 * @param frequencyShift shift of the time code's frequencies
 * @param timeChannels width of the time embedding
 * @param sizeChannels width of the code of one number of the picture's sizes
 * @param addedChannels width of pooled prompt and six such codes together
 */
record UnetConfig(
        int inChannels,
        int outChannels,
        List<Integer> channels,
        List<Boolean> downAttention,
        List<Boolean> upAttention,
        boolean midAttention,
        List<Integer> resnets,
        List<Integer> heads,
        List<Integer> transformerLayers,
        int contextChannels,
        boolean linearProjection,
        int normGroups,
        double normEpsilon,
        boolean cosineFirst,
        double frequencyShift,
        int timeChannels,
        int sizeChannels,
        int addedChannels) {

    static final int SIZE_NUMBERS = 6;

    /** Reads the config.json of a {@code UNet2DConditionModel}. */
    static UnetConfig ofUnet(JsonConfig json) {
        json.only("_class_name", "UNet2DConditionModel");
        json.only("attention_type", "default");
        json.only("center_input_sample", false);
        json.only("class_embeddings_concat", false);
        json.only("conv_in_kernel", 3);
        json.only("conv_out_kernel", 3);
        json.only("dual_cross_attention", false);
        json.only("mid_block_only_cross_attention", false);
        json.only("resnet_out_scale_factor", 1.0);
        json.only("resnet_skip_time_act", false);
        json.only("time_embedding_type", "positional");
        json.absent(
                "cross_attention_norm",
                "reverse_transformer_layers_per_block",
                "time_cond_proj_dim",
                "time_embedding_act_fn",
                "timestep_post_act");
        json.irrelevant("dropout", "sample_size");
        List<Boolean> up = attention(json, "up_block_types", "UpBlock2D", "CrossAttnUpBlock2D");
        int out = json.count("out_channels", 4);
        UnetConfig config = ofTrunk(json, out, up);
        json.refuseUnknown();
        return config;
    }

    /** Reads what a UNet and a ControlNet have in common; unknown keys stay for the caller. */
    static UnetConfig ofTrunk(JsonConfig json, int outChannels, List<Boolean> upAttention) {
        json.only("act_fn", "silu", "swish");
        json.only("addition_embed_type", "text_time");
        if (json.find("addition_embed_type").isEmpty()) {
            throw json.unsupported("addition_embed_type", "null (no SDXL network)");
        }
        json.only("downsample_padding", 1);
        json.only("mid_block_scale_factor", 1);
        json.only("only_cross_attention", false);
        json.only("resnet_time_scale_shift", "default");
        json.only("upcast_attention", false);
        json.absent(
                "class_embed_type", "encoder_hid_dim", "encoder_hid_dim_type", "num_class_embeds");
        json.irrelevant("addition_embed_type_num_heads");
        List<Integer> channels = json.counts("block_out_channels");
        int levels = channels.size();
        List<Boolean> down =
                attention(json, "down_block_types", "DownBlock2D", "CrossAttnDownBlock2D");
        if (levels == 0 || down.size() != levels) {
            throw json.unsupported("block_out_channels", channels.toString());
        }
        json.only("mid_block_type", "UNetMidBlock2DCrossAttn", "UNetMidBlock2D");
        boolean midAttention =
                json.text("mid_block_type", "UNetMidBlock2DCrossAttn")
                        .equals("UNetMidBlock2DCrossAttn");
        // diffusers calls the number of heads attention_head_dim, by an old mistake that stayed.
        String headsKey =
                json.find("num_attention_heads").isPresent()
                        ? "num_attention_heads"
                        : "attention_head_dim";
        json.irrelevant("attention_head_dim");
        return new UnetConfig(
                json.count("in_channels", 4),
                outChannels,
                channels,
                down,
                upAttention,
                midAttention,
                json.countPerLevel("layers_per_block", levels, 2),
                json.countPerLevel(headsKey, levels, 8),
                json.countPerLevel("transformer_layers_per_block", levels, 1),
                contextChannels(json, levels),
                json.flag("use_linear_projection", false),
                json.count("norm_num_groups", 32),
                json.number("norm_eps", 1e-5),
                json.flag("flip_sin_to_cos", true),
                json.number("freq_shift", 0),
                json.count("time_embedding_dim", 4 * channels.getFirst()),
                json.count("addition_time_embed_dim"),
                json.count("projection_class_embeddings_input_dim"));
    }

    private static int contextChannels(JsonConfig json, int levels) {
        List<Integer> each = json.countPerLevel("cross_attention_dim", levels, 1280);
        if (each.stream().distinct().count() != 1) {
            throw json.unsupported("cross_attention_dim", each.toString());
        }
        return each.getFirst();
    }

    private static List<Boolean> attention(
            JsonConfig json, String key, String plain, String cross) {
        List<Boolean> attention = new ArrayList<>();
        for (String type : json.texts(key)) {
            if (!type.equals(plain) && !type.equals(cross)) {
                throw json.unsupported(key, type);
            }
            attention.add(type.equals(cross));
        }
        return List.copyOf(attention);
    }

    int levels() {
        return channels.size();
    }
}
