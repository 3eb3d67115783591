package org.liverystudio.ai.diffusion;

import java.util.List;

/** Lists the weights of autoencoders; names are those of diffusers' modules. */
final class VaeLayout {
    private final VaeConfig config;
    private final NetworkLayout layout = new NetworkLayout();

    private VaeLayout(VaeConfig config) {
        this.config = config;
    }

    static NetworkLayout of(VaeConfig config) {
        VaeLayout vae = new VaeLayout(config);
        vae.encoder();
        vae.decoder();
        long latents = config.latentChannels();
        if (config.quantConvolution()) {
            vae.layout.block("").conv("quant_conv", 2 * latents, 2 * latents, 1);
        }
        if (config.postQuantConvolution()) {
            vae.layout.block("").conv("post_quant_conv", latents, latents, 1);
        }
        return vae.layout;
    }

    private void encoder() {
        List<Integer> channels = config.channels();
        layout.block("encoder.").conv("conv_in", config.pictureChannels(), channels.getFirst(), 3);
        int in = channels.getFirst();
        for (int level = 0; level < channels.size(); level++) {
            String prefix = "encoder.down_blocks.%d.".formatted(level);
            int out = channels.get(level);
            for (int i = 0; i < config.resnets(); i++) {
                resnet(prefix + "resnets.%d.".formatted(i), i == 0 ? in : out, out);
            }
            if (level < channels.size() - 1) {
                layout.block(prefix + "downsamplers.0.").conv("conv", out, out, 3);
            }
            in = out;
        }
        middle("encoder.");
        layout.block("encoder.")
                .norm("conv_norm_out", in)
                .conv("conv_out", in, 2L * config.latentChannels(), 3);
    }

    private void decoder() {
        List<Integer> channels = config.channels().reversed();
        int in = channels.getFirst();
        layout.block("decoder.").conv("conv_in", config.latentChannels(), in, 3);
        middle("decoder.");
        for (int step = 0; step < channels.size(); step++) {
            String prefix = "decoder.up_blocks.%d.".formatted(step);
            int out = channels.get(step);
            for (int i = 0; i <= config.resnets(); i++) {
                resnet(prefix + "resnets.%d.".formatted(i), i == 0 ? in : out, out);
            }
            if (step < channels.size() - 1) {
                layout.block(prefix + "upsamplers.0.").conv("conv", out, out, 3);
            }
            in = out;
        }
        layout.block("decoder.")
                .norm("conv_norm_out", in)
                .conv("conv_out", in, config.pictureChannels(), 3);
    }

    private void middle(String part) {
        int channels = config.channels().getLast();
        resnet(part + "mid_block.resnets.0.", channels, channels);
        if (config.midAttention()) {
            layout.block(part + "mid_block.attentions.0.")
                    .norm("group_norm", channels)
                    .linear("to_q", channels, channels)
                    .linear("to_k", channels, channels)
                    .linear("to_v", channels, channels)
                    .linear("to_out.0", channels, channels);
        }
        resnet(part + "mid_block.resnets.1.", channels, channels);
    }

    private void resnet(String prefix, int in, int out) {
        NetworkLayout.Block block =
                layout.block(prefix)
                        .norm("norm1", in)
                        .conv("conv1", in, out, 3)
                        .norm("norm2", out)
                        .conv("conv2", out, out, 3);
        if (in != out) {
            block.conv("conv_shortcut", in, out, 1);
        }
    }
}
